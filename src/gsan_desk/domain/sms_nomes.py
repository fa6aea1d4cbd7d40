"""Names of the codes of ``gsan_desk.sms_mensagem``."""

TIPOS = {1: "Abertura de RA", 2: "RA já existente", 3: "RA atendida", 4: "Teste", 5: "Avulsa"}
SITUACOES = {
    1: "Na fila",
    2: "Enviando",
    3: "Enviada",
    4: "Entregue",
    5: "Falhou",
    6: "Cancelada",
    7: "Incerta",
    8: "Expirada",
}
