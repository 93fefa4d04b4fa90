"""The component works in anybody's spaCy pipeline."""

import spacy

from miner.language.component import blank

TEXT = "一、主要工作\n共检修水泵42台，同比增长5%。\n二、存在问题\n备件不足，老旧管道渗漏严重。\n三、下步计划\n年底前更换管道3公里。"


def test_the_entry_point_sets_spans_by_label_and_for_indicators() -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("work_report")
    doc = nlp(TEXT)
    assert "备件不足，老旧管道渗漏严重。" in [span.text for span in doc.spans["problem"]]
    assert "42台" in {span.text for span in doc.spans["indicators"]}


def test_sentences_start_where_the_product_cuts_them() -> None:
    nlp = blank()
    nlp.add_pipe("work_report")
    starts = [sentence.text.strip() for sentence in nlp(TEXT).sents]
    assert "共检修水泵42台，同比增长5%。" in starts


def test_words_joined_are_the_text() -> None:
    assert "".join(token.text_with_ws for token in blank()(TEXT)) == TEXT
