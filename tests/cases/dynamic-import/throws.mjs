throw Object.assign(new URIError("thrown"), { code: "OWN_CODE" });
