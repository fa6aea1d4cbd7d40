"""Write the table of rights into the document."""

from tests.database.direitos.documento import arquivo, com_tabela

arquivo().write_text(com_tabela(arquivo().read_text(encoding="utf-8")), encoding="utf-8")
