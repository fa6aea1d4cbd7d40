"""Names of the codes of ``gsan_desk.sms_mensagem``."""

OCORRENCIA_CONCLUIDA = 6
TIPOS = {
    1: "Abertura de RA",
    2: "RA já existente",
    3: "RA atendida",
    4: "Teste",
    5: "Avulsa",
    OCORRENCIA_CONCLUIDA: "Ocorrência concluída",
}
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
COM_ERRO = frozenset({5, 7, 8})
"""Situações that want somebody."""
_CAUSAS = {
    "EXPIRADA": "O prazo passou antes de a mensagem sair.",
    "TENTATIVAS": "Todas as tentativas falharam.",
    "NUMERO_INVALIDO": "O número não é de um celular.",
    "DESCADASTRADO": "O cidadão pediu para não receber mensagens (SAIR).",
    "COTA": "A cota do dia acabou.",
    "QUEDA_ESTACAO": "A estação parou durante o envio; a mensagem pode ter ido.",
    "RESPOSTA_PERDIDA": "A rede não respondeu a tempo; a mensagem pode ter ido.",
    "OPERADOR": "Decidido pelo operador.",
    "RA_CANCELADO": "O RA deixou de precisar da mensagem.",
    "VINCULO_DESFEITO": "O vínculo do relato com o RA foi desfeito antes de a mensagem sair.",
    "EMAIL_RECUSADO": "O servidor de e-mail recusou.",
    "SERVIDOR": "O servidor de e-mail falhou; tentando de novo.",
    "REATIVADO": "O RA foi reativado antes de a mensagem sair.",
}
_PELO_DETALHE = ("CMS_", "GAMMU_", "TENTATIVAS", "RESPOSTA_PERDIDA")
RESULTADOS = {
    "ACEITA": "Aceita",
    "PERMANENTE": "Recusada",
    "TRANSITORIA": "Falhou, tenta de novo",
    "ESTACAO": "Falha da estação",
    "INCERTA": "Incerta",
    "DECISAO": "Decisão",
}
_DECISOES = {1: "Posta de novo na fila", 2: "Marcada como enviada", 3: "Desistência do envio"}


def causa(motivo: str | None, detalhe: str | None) -> str:
    """Say why a message is as it is, in plain words; ``detalhe`` is what the last attempt said."""
    if motivo is None:
        return ""
    if motivo.startswith("RELATORIO_"):
        return f"A operadora avisou que não entregou (relatório {motivo.removeprefix('RELATORIO_')})."
    dita = _CAUSAS.get(motivo, "")
    if detalhe and motivo.startswith(_PELO_DETALHE):
        return f"{dita} {detalhe}".strip()
    return dita or detalhe or motivo


def mascarar(numero: str) -> str:
    """Hide all but the last four digits of a number."""
    return "*" * max(len(numero) - 4, 0) + numero[-4:]


def contar_decisao(decisao: int, situacao: int, motivo: str) -> str:
    """Say what a person decided, about what, and why."""
    feito = _DECISOES.get(decisao, "Decisão")
    return f"{feito}; estava: {SITUACOES.get(situacao, '')}." + (f" {motivo}" if motivo else "")
