// Swagger UI would otherwise send the document's address to a validator elsewhere, where the gate has a public name.
SwaggerUIBundle({url: 'api/v1/openapi.json', dom_id: '#api', validatorUrl: null, docExpansion: 'list', defaultModelsExpandDepth: 0});
