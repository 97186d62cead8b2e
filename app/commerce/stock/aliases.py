"""Names of the columns of a stock file; a stocktake reads them again."""

HEADER = (
    "品目コード",
    "品目名",
    "JANコード",
    "単位",
    "倉庫コード",
    "倉庫名",
    "在庫数",
    "引当数",
    "保留数",
    "引当可能数",
)
