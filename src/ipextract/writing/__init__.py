"""Report → files and text, one module a format: csv, parquet, json, terminal. Same report, same bytes."""
