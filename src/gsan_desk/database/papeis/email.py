"""What the station and its operators write of the satisfaction e-mails (spec 20 §9.8 [UC1181])."""

from gsan_desk.database.papeis.escrita import SMS, SUPERVISOR, Escrita, Familia

_NOSSA = "gsan_desk"
_DA_ESTACAO = "pg_has_role(session_user, 'gsan_desk_sms', 'member')"
_DO_OPERADOR = f"{_DA_ESTACAO} OR pg_has_role(session_user, 'gsan_desk_supervisor', 'member')"
_AJUSTES = (
    "servidor",
    "porta",
    "seguranca",
    "usuario",
    "remetente",
    "nome_remetente",
    "max_tentativas",
    "expira_horas",
)
_DA_MENSAGEM = (
    "situacao",
    "motivo",
    "tentativas",
    "proxima_tentativa",
    "expira_em",
    "enviada_em",
    "posse",
    "endereco",
    "assunto",
    "texto",
    "versao",
)
_REGISTRO = Escrita("email_registro", esquema=_NOSSA, inserir=f"quem = session_user AND ({_DO_OPERADOR})")
_DECISAO = Escrita("email_mensagem", esquema=_NOSSA, alterar=_DO_OPERADOR, colunas=_DA_MENSAGEM)
_DOS_AJUSTES = Escrita("email_ajustes", esquema=_NOSSA, alterar=_DO_OPERADOR, colunas=_AJUSTES)
ESTACAO = Familia(
    "email",
    SMS,
    (
        Escrita("email_mensagem", esquema=_NOSSA, inserir=_DA_ESTACAO, alterar=_DO_OPERADOR, colunas=_DA_MENSAGEM),
        _REGISTRO,
        _DOS_AJUSTES,
    ),
)
OPERADOR = Familia(
    "email_operador",
    SUPERVISOR,
    (
        _DECISAO,
        _REGISTRO,
        _DOS_AJUSTES,
        Escrita("email_modelo", esquema=_NOSSA, alterar=_DO_OPERADOR, colunas=("assunto", "texto")),
    ),
)
