"""What the SMS station and its operators write: the outbox's states, attempts, lease, answers (spec 50)."""

from gsan_desk.database.papeis.escrita import SMS, SUPERVISOR, Escrita, Familia

_NOSSA = "gsan_desk"
_DA_MENSAGEM = ("situacao", "motivo", "tentativas", "proxima_tentativa", "versao")


def _tabela(nome: str, **direitos: str | tuple[str, ...]) -> Escrita:
    return Escrita(nome, esquema=_NOSSA, **direitos)  # type: ignore[arg-type]  # texts and tuples, as Escrita names them


_DA_ESTACAO = "pg_has_role(session_user, 'gsan_desk_sms', 'member')"
_DO_OPERADOR = f"{_DA_ESTACAO} OR pg_has_role(session_user, 'gsan_desk_supervisor', 'member')"
_DECISAO = f"quem = session_user AND ({_DO_OPERADOR})"
_AJUSTES = (
    "intervalo_segundos",
    "max_tentativas",
    "tempo_limite_envio",
    "expira_horas",
    "validade",
    "solicitar_confirmacao",
    "cota_diaria",
    "cota_por_numero",
    "janela_inicio",
    "janela_fim",
    "max_partes",
    "reenviar_incertas",
    "cms_generico",
    "ddd_padrao",
    "varredura_segundos",
    "retencao_dias",
    "permite_exterior",
    "responder_saida",
    "pausada_em",
    "pausada_por",
)
ESTACAO = Familia(
    "sms",
    SMS,
    (
        _tabela(
            "sms_mensagem",
            inserir=f"tipo IN (3, 4, 5) AND ({_DA_ESTACAO})",
            alterar=_DO_OPERADOR,
            colunas=(
                *_DA_MENSAGEM,
                "numero",
                "expira_em",
                "reenvios",
                "enviada_em",
                "entregue_em",
                "estacao_id",
                "posse",
                "concatenacao",
                "texto",
                "numero_informado",
            ),
        ),
        _tabela(
            "sms_parte",
            inserir=_DA_ESTACAO,
            alterar=_DA_ESTACAO,
            colunas=("situacao", "tpmr", "imsi", "aceita_em", "tp_st", "relatorio_em"),
        ),
        _tabela(
            "sms_tentativa",
            inserir=_DA_ESTACAO,
            alterar=f"resultado IS NULL AND {_DA_ESTACAO}",
            alterada=_DA_ESTACAO,
            colunas=("fim", "resultado", "pdu_escrita", "codigo_gammu", "codigo_cms", "tpmr", "detalhe"),
        ),
        _tabela(
            "sms_decisao",
            inserir=_DECISAO,
            alterar=_DA_ESTACAO,
            alterada="numero_anterior IS NULL",
            colunas=("numero_anterior",),
        ),
        _tabela(
            "sms_recebida",
            inserir=_DA_ESTACAO,
            alterar=_DO_OPERADOR,
            colunas=("tratada_em",),
            remover=f"recebida_em < now() - interval '1 day' AND ({_DA_ESTACAO})",
        ),
        _tabela("sms_bloqueio", inserir=_DO_OPERADOR, remover=_DO_OPERADOR),
        _tabela(
            "sms_posse",
            alterar=_DA_ESTACAO,
            colunas=("estacao_id", "token", "valida_ate", "renovada_em", "anterior_ate"),
        ),
        _tabela(
            "sms_estacao",
            inserir=_DA_ESTACAO,
            alterar=_DA_ESTACAO,
            colunas=(
                "dispositivo",
                "conexao",
                "versao",
                "estado",
                "motivo",
                "aparelho",
                "imei",
                "imsi",
                "operadora",
                "rede",
                "sinal",
                "bateria",
                "correio",
                "vista_em",
            ),
        ),
        _tabela("sms_ajustes", alterar=_DO_OPERADOR, colunas=_AJUSTES),
        _tabela("ra_encerrado", alterar=_DA_ESTACAO, colunas=("tratado_em", "mensagens")),
        _tabela("ra_sms", alterar=_DO_OPERADOR, colunas=("numero",)),
    ),
)
OPERADOR = Familia(
    "sms_operador",
    SUPERVISOR,
    (
        _tabela(
            "sms_mensagem",
            inserir=f"tipo = 4 AND situacao = 1 AND ({_DO_OPERADOR})",
            alterar=_DO_OPERADOR,
            colunas=(*_DA_MENSAGEM, "numero", "expira_em", "reenvios", "posse", "enviada_em"),
        ),
        _tabela("ra_sms", alterar=_DO_OPERADOR, colunas=("numero",)),
        _tabela("sms_parte", alterar=_DO_OPERADOR, colunas=("situacao", "tp_st", "relatorio_em")),
        _tabela("sms_decisao", inserir=_DECISAO),
        _tabela("sms_recebida", alterar=_DO_OPERADOR, colunas=("tratada_em",)),
        _tabela("sms_bloqueio", inserir=_DO_OPERADOR, remover=_DO_OPERADOR),
        _tabela("sms_ajustes", alterar=_DO_OPERADOR, colunas=_AJUSTES),
        _tabela("sms_modelo", alterar=_DO_OPERADOR, colunas=("texto",)),
    ),
)
