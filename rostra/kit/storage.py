"""Static files by hashed names, compressed beside; ES modules find one another by their hashed names too."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedModulesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise is untyped
    """As whitenoise's, and `import "./dialog.js"` inside a module is rewritten to the hashed name."""

    support_js_module_import_aggregation = True
