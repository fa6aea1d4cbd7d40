"""Units, people of the utility, and where the RAs of each kind go."""

from typing import Any

from psycopg import Connection

from gsan_desk.database.dados.demo import procedimentos
from gsan_desk.database.dados.linhas import Linha, Parte, avancar_sequencias, copiar

CENTRAL, DIRETORIA, REGIONAL, CENTRALIZADORA = 1, 2, 3, 4
AGUA, AGUA_MIRANTE, ESGOTO, REPAVIMENTADORA, TERCEIRIZADA = 5, 6, 7, 8, 9
LOJA_TAPERUCU, LOJA_MIRANTE, LOJA_SERRA = 10, 11, 12
COMERCIAL, COBRANCA, GRANDES, CENTRALIZADORA_COMERCIAL, CADASTRO = 13, 14, 15, 16, 17
LOJA_DA_LOCALIDADE = {1: LOJA_TAPERUCU, 2: LOJA_TAPERUCU, 3: LOJA_TAPERUCU, 4: LOJA_MIRANTE, 5: LOJA_SERRA}
ULTIMO_RA_MANUAL = 500
FUNCIONARIO_DA_AGUA = 10
DIVISAO_UNIDADE = {1: ESGOTO, 2: ESGOTO, 3: TERCEIRIZADA, 4: ESGOTO}
_PAVIMENTO = (1401, 1402)
_COM_COBRANCA = (601, 602, 801, 1101)
_SITUACOES_DE_COBRANCA = frozenset({1, 4, 5})

# name, sigla, tipo, superior, centralizadora, opens, meio, empresa
_UNIDADES: dict[int, tuple[str, str, int, int | None, int | None, bool, int | None, int]] = {
    DIRETORIA: ("DIRETORIA OPERACIONAL", "DOP", 1, None, None, False, None, 1),
    REGIONAL: ("GERÊNCIA REGIONAL DO VALE", "GRV", 2, DIRETORIA, None, False, None, 1),
    CENTRALIZADORA: ("CENTRAL DE SERVIÇOS OPERACIONAIS", "CSO", 13, REGIONAL, None, False, None, 1),
    AGUA: ("OPERAÇÃO DE ÁGUA TAPERUÇU", "OAT", 5, CENTRALIZADORA, None, False, None, 1),
    AGUA_MIRANTE: ("OPERAÇÃO DE ÁGUA PORTO MIRANTE", "OAM", 5, CENTRALIZADORA, CENTRALIZADORA, False, None, 1),
    ESGOTO: ("OPERAÇÃO DE ESGOTO", "OES", 5, CENTRALIZADORA, None, False, None, 1),
    REPAVIMENTADORA: ("PAVIMENTADORA DO VALE", "PAV", 18, CENTRALIZADORA, None, False, None, 3),
    TERCEIRIZADA: ("HIDROVALE SERVIÇOS", "HID", 16, CENTRALIZADORA, None, False, None, 2),
    LOJA_TAPERUCU: ("LOJA TAPERUÇU", "LTA", 4, REGIONAL, None, True, 1, 1),
    LOJA_MIRANTE: ("LOJA PORTO MIRANTE", "LPM", 4, REGIONAL, None, True, 1, 1),
    LOJA_SERRA: ("LOJA SERRA DO JACUBA", "LSJ", 4, REGIONAL, None, True, 1, 1),
    CENTRALIZADORA_COMERCIAL: ("CENTRAL COMERCIAL", "CCO", 13, DIRETORIA, None, False, None, 1),
    COMERCIAL: ("FATURAMENTO", "FAT", 5, CENTRALIZADORA_COMERCIAL, None, False, None, 1),
    COBRANCA: ("COBRANÇA", "COB", 5, CENTRALIZADORA_COMERCIAL, None, False, None, 1),
    GRANDES: ("GRANDES CONSUMIDORES", "GCO", 5, CENTRALIZADORA_COMERCIAL, None, False, None, 1),
    CADASTRO: ("CADASTRO", "CAD", 5, CENTRALIZADORA_COMERCIAL, CENTRALIZADORA_COMERCIAL, False, None, 1),
}
# login, name, unit, group
_PESSOAS = (
    ("atendente", "LARISSA GOMES ARAUJO", CENTRAL, 2),
    ("supervisor", "ROBERTO CAMPOS MELO", REGIONAL, 3),
    ("operadorsms", "DIEGO NUNES FARIAS", CENTRAL, 4),
    ("admin", "HELENA DUARTE REIS", CENTRAL, 1),
    ("analima", "ANA LIMA BARBOSA", LOJA_TAPERUCU, 2),
    ("biarocha", "BEATRIZ ROCHA SALES", LOJA_MIRANTE, 2),
    ("carlosmota", "CARLOS MOTA PEREIRA", LOJA_SERRA, 2),
    ("joanadias", "JOANA DIAS MONTEIRO", CENTRAL, 2),
    ("ivancastro", "IVAN CASTRO VIEIRA", CENTRAL, 2),
    ("davisouza", "DAVI SOUZA CORREIA", AGUA, 3),
    ("fabioreis", "FABIO REIS ANDRADE", AGUA_MIRANTE, 3),
    ("elzamelo", "ELZA MELO PEIXOTO", ESGOTO, 3),
    ("giltorres", "GILBERTO TORRES BRITO", COMERCIAL, 3),
    ("heloisa", "HELOISA BEZERRA LOPES", COBRANCA, 3),
    ("luisprado", "LUIS PRADO MACHADO", TERCEIRIZADA, 3),
    ("martaluz", "MARTA LUZ CAVALCANTI", CENTRALIZADORA, 3),
    ("pauloramos", "PAULO RAMOS TAVARES", GRANDES, 3),
    ("ritacunha", "RITA CUNHA FONSECA", REPAVIMENTADORA, 3),
    ("verapinto", "VERA PINTO AZEVEDO", CENTRALIZADORA_COMERCIAL, 3),
)
ESPECIFICACAO_UNIDADE = {104: CENTRALIZADORA, 703: TERCEIRIZADA, 1103: COBRANCA, 801: CADASTRO, 1303: TERCEIRIZADA}
_FUNCOES_DO_ATENDENTE = (214, 215, 216, 217, 221, 224, 261, 289, 318, 440, 442, 443, 444, 446, 456, 1222, 1223, 1475)


def unidades() -> list[Parte]:
    """Units in an order in which each superior comes first, then what points to them."""
    empresas: list[Linha] = [
        {"empr_id": 2, "empr_nmempresa": "HIDROVALE SERVIÇOS LTDA", "empr_nmabreviadoempresa": "HIDROVALE"},
        {"empr_id": 3, "empr_nmempresa": "PAVIMENTADORA DO VALE LTDA", "empr_nmabreviadoempresa": "PAVIVALE"},
    ]
    linhas: list[Linha] = [
        {
            "unid_id": id_,
            "unid_dsunidade": nome,
            "unid_dssiglaunidade": sigla,
            "untp_id": tipo,
            "unid_idsuperior": superior,
            "unid_idcentralizadora": centralizadora,
            "unid_icabertura": 1 if abre else 2,
            "unid_ictramite": 1,
            "unid_icesgoto": 1 if id_ == ESGOTO else 2,
            "unid_iccentralatendimento": 2,
            "meso_id": meio,
            "empr_id": empresa,
        }
        for id_, (nome, sigla, tipo, superior, centralizadora, abre, meio, empresa) in _UNIDADES.items()
    ]
    divisoes: list[Linha] = [
        {"dves_id": i, "dves_dsdivisaoesgoto": f"DIVISÃO {nome}", "unid_id": DIVISAO_UNIDADE[i]}
        for i, nome in enumerate(("CENTRO", "NORTE", "SUL", "MIRANTE"), 1)
    ]
    return [
        ("cadastro.empresa", empresas),
        ("cadastro.unidade_organizacional", linhas),
        ("operacional.divisao_esgoto", divisoes),
    ]


def centralizada(unidade: int) -> int:
    """Replace a unit by the one that centralises it [FS0018]."""
    return _UNIDADES[unidade][4] or unidade


def destinos_do_grupo(localidade: int) -> dict[int, int]:
    """Unit of each grupo de solicitação in a localidade."""
    agua = AGUA_MIRANTE if localidade == 4 else AGUA
    esgoto = {2: ESGOTO} if localidade in {1, 2} else {}
    return {1: agua, 6: agua, 3: COMERCIAL, 4: COMERCIAL, 5: COBRANCA} | esgoto


def destino_da_localidade(localidade: int, especificacao: int) -> int | None:
    """Unit of an especificação in a localidade."""
    if especificacao in _PAVIMENTO:
        return REPAVIMENTADORA
    return TERCEIRIZADA if (localidade, especificacao) == (4, 402) else None


def destino_da_cobranca(especificacao: int, situacoes: list[int]) -> int | None:
    """Unit of an especificação for an imóvel in collection."""
    return COBRANCA if especificacao in _COM_COBRANCA and _SITUACOES_DE_COBRANCA.intersection(situacoes) else None


def destinos() -> list[Parte]:
    """Rows that feed every step of the unidade destino (spec 10 §2.3)."""
    por_grupo: list[Linha] = [
        {"loca_id": localidade, "sotg_id": grupo, "unid_id": unidade}
        for localidade in LOJA_DA_LOCALIDADE
        for grupo, unidade in destinos_do_grupo(localidade).items()
    ]
    por_especificacao: list[Linha] = [
        {"loca_id": localidade, "step_id": especificacao, "unid_id": unidade}
        for localidade in LOJA_DA_LOCALIDADE
        for especificacao in (*_PAVIMENTO, 402)
        if (unidade := destino_da_localidade(localidade, especificacao))
    ]
    por_cobranca: list[Linha] = [
        {"step_id": especificacao, "cbst_id": situacao, "unid_id": COBRANCA}
        for especificacao in _COM_COBRANCA
        for situacao in sorted(_SITUACOES_DE_COBRANCA)
    ]
    return [
        ("atendimentopublico.localid_solic_tipo_grupo", por_grupo),
        ("atendimentopublico.local_espec_unidade", por_especificacao),
        ("atendimentopublico.espec_unid_cobr", por_cobranca),
        procedimentos.montar(),
    ]


def pessoas(conexao: Connection[Any]) -> dict[int, list[int]]:
    """Insert employees, users and rights; return the users of each unit. A login already there keeps its row."""
    atuais = dict(conexao.execute("SELECT usur_nmlogin, usur_id FROM seguranca.usuario").fetchall())
    proximo = max([100, *atuais.values()]) + 1
    funcionarios: list[Linha] = []
    usuarios: list[Linha] = []
    da_unidade: dict[int, list[int]] = {}
    grupos: list[Linha] = []
    for ordem, (login, nome, unidade, grupo) in enumerate(_PESSOAS, 1):
        id_ = atuais.get(login, proximo + ordem)
        da_unidade.setdefault(unidade, []).append(id_)
        funcionarios.append({"func_id": ordem, "func_nmfuncionario": nome, "empr_id": 1, "unid_id": unidade})
        if login in atuais:
            continue
        grupos.append({"usur_id": id_, "grup_id": grupo})
        usuarios.append(
            {
                "usur_id": id_,
                "usur_nmlogin": login,
                "usur_nmusuario": nome,
                "utip_id": 1 if grupo == 1 else 2,
                "usst_id": 1,
                "usab_id": 1,
                "empr_id": 1,
                "unid_id": unidade,
                "func_id": ordem,
            }
        )
    copiar(conexao, "cadastro.funcionario", funcionarios)
    copiar(conexao, "seguranca.usuario", usuarios)
    copiar(conexao, "seguranca.usuario_grupo", grupos)
    avancar_sequencias(conexao, ("cadastro.funcionario", "seguranca.usuario"))
    _direitos(conexao)
    return da_unidade


def _direitos(conexao: Connection[Any]) -> None:
    conexao.execute(
        "INSERT INTO seguranca.grupo_func_operacao (grup_id, fncd_id, oper_id)"
        " SELECT grup_id, fncd_id, oper_id FROM seguranca.operacao CROSS JOIN (VALUES (1), (2), (3)) AS g (grup_id)"
        " WHERE grup_id <> 2 OR fncd_id = ANY (%s) ON CONFLICT DO NOTHING",
        (list(_FUNCOES_DO_ATENDENTE),),
    )
    conexao.execute(
        "INSERT INTO seguranca.usuario_permissao_espec (usur_id, pmep_id)"
        " SELECT usur_id, pmep_id FROM seguranca.usuario CROSS JOIN (VALUES (34), (105), (110)) AS p (pmep_id)"
        " WHERE usur_nmlogin = 'admin' OR (usur_nmlogin = 'supervisor' AND pmep_id <> 110) ON CONFLICT DO NOTHING"
    )


def batizar(conexao: Connection[Any]) -> None:
    """Give the utility its name, and the catalogue's rows the units that they need."""
    conexao.execute("UPDATE cadastro.empresa SET empr_nmempresa = 'ÁGUAS DO VALE DO TAPERUÇU' WHERE empr_id = 1")
    conexao.execute(
        "UPDATE cadastro.sistema_parametros SET parm_nmempresa = 'ÁGUAS DO VALE DO TAPERUÇU', parm_nmestado ="
        " 'PERNAMBUCO', parm_nmabreviadoempresa = 'AVT', parm_nn0800empresa = '08000000000',"
        " parm_idultimoramanual = %s, unid_idtramitegrandeconsumidor = %s, unid_idpresidencia = %s",
        (ULTIMO_RA_MANUAL, GRANDES, DIRETORIA),
    )
    conexao.execute("UPDATE gsan_desk.relato_ajustes SET zona_utm = 25, step_idagua = 101, step_idesgoto = 401")
    for especificacao, unidade in ESPECIFICACAO_UNIDADE.items():
        conexao.execute(
            "UPDATE atendimentopublico.solicitacao_tipo_espec SET unid_id = %s WHERE step_id = %s",
            (unidade, especificacao),
        )
