// Starts Swagger UI on the page's own description; nothing is asked of any other machine.
const place = document.getElementById("swagger-ui");
window.ui = SwaggerUIBundle({
  url: new URL(place.dataset.url, window.location.href).href,
  domNode: place,
  deepLinking: true,
  validatorUrl: null,
  presets: [SwaggerUIBundle.presets.apis],
});
