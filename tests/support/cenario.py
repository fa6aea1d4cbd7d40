"""A small town with one of each case: rows with known ids that the tests of every layer lean on.

It comes on top of the domain rows and the starting catalogue (``inserir_dominios``). Dates are relative to today
in the base's time zone.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import psycopg

from gsan_desk.database.dados.dominios import inserir_dominios
from gsan_desk.database.dados.linhas import Linha, avancar_sequencias, inserir

FUSO = "America/Recife"


@dataclass(frozen=True, slots=True)
class Ids:
    """Ids of the rows; the prefix tells the table."""

    # unidades: what they may do is in the name or beside it
    unidade_central: int = 1  # central de atendimento: opens, receives, maintains any RA
    unidade_regional: int = 11  # superior of all the others below
    unidade_centralizadora: int = 12
    unidade_operacional: int = 13  # receives, does not open
    unidade_operacional_centralizada: int = 14  # its RAs go to unidade_centralizadora
    unidade_loja: int = 15  # opens and receives; meio balcão
    unidade_so_abre: int = 16
    unidade_fechada: int = 17  # neither opens nor receives
    unidade_inativa: int = 18
    unidade_grandes: int = 19  # sistema_parametros.unid_idtramitegrandeconsumidor
    unidade_cobranca: int = 20
    unidade_esgoto: int = 21
    # usuários, each in the unit of UNIDADE_DE
    usuario_atendente: int = 101
    usuario_atendente2: int = 102
    usuario_supervisor: int = 103
    usuario_sms: int = 104
    usuario_admin: int = 105  # has the special permissions 34, 105 and 110
    # places
    municipio: int = 1
    municipio_inativo: int = 2
    bairro_centro: int = 1  # código 10
    bairro_norte: int = 2  # código 20
    bairro_sem_area: int = 3  # código 30
    area_centro_a: int = 1  # has a pending RA of falta de água generalizada
    area_centro_b: int = 2  # has a pending RA of falta de água no imóvel
    area_norte: int = 3  # no RA
    distrito_operacional: int = 1  # of area_centro_a
    localidade_centro: int = 1
    localidade_norte: int = 2
    localidade_inativa: int = 3
    setor_centro: int = 1  # localidade_centro, código 1
    setor_norte: int = 2  # localidade_norte, código 1
    quadra_centro: int = 1  # setor_centro, número 10, divisao_esgoto
    quadra_centro_2: int = 2  # setor_centro, número 20, divisao_esgoto
    quadra_norte: int = 3  # setor_norte, número 10, divisao_esgoto_norte
    quadra_sem_bacia: int = 4  # setor_norte, número 20
    divisao_esgoto: int = 1  # of unidade_esgoto
    divisao_esgoto_norte: int = 2  # of unidade_operacional
    logradouro_flores: int = 1  # bairro_centro
    logradouro_brasil: int = 2  # bairro_centro and bairro_norte
    logradouro_sol: int = 3  # bairro_norte
    logradouro_bairro_flores: int = 1
    logradouro_bairro_brasil_centro: int = 2
    logradouro_bairro_brasil_norte: int = 3
    logradouro_bairro_sol: int = 4
    logradouro_cep_flores: int = 1  # 50010010
    logradouro_cep_brasil: int = 2  # 50010020
    logradouro_cep_sol: int = 3  # 50020030
    # clientes
    cliente_cpf: int = 1  # CPF 52998224725, mobile phone, correspondence address; user of imovel_normal
    cliente_cnpj: int = 2  # CNPJ 11222333000181
    cliente_sem_documento: int = 3
    cliente_sem_endereco: int = 4  # CPF 11144477735, no address, no phone
    cliente_responsavel: int = 5  # CPF 39053344705
    cliente_responsavel_sem_documento: int = 6
    cliente_inativo: int = 7
    funcionario_operacional: int = 1
    funcionario_loja: int = 2
    # imóveis
    imovel_normal: int = 1001  # água ligada with hydrometer, quadra_centro, user cliente_cpf
    imovel_sem_logradouro: int = 1002
    imovel_com_debito: int = 1003  # an overdue conta
    imovel_grande_consumidor: int = 1004
    imovel_com_ra_pendente: int = 1005  # ra_pendente_imovel
    imovel_pagamento_duplicado: int = 1006  # two payments
    imovel_vencimento_recente: int = 1007  # due day changed 30 days ago
    imovel_cortado: int = 1008  # wrong situation for espec_situacao_imovel
    imovel_com_poco: int = 1009  # esgoto ligado and hydrometer in the well
    imovel_excluido: int = 1010
    imovel_em_cobranca: int = 1011  # cobranca_situacao
    imovel_sem_hidrometro: int = 1012
    imovel_com_guia: int = 1013  # an overdue guia de pagamento
    imovel_com_responsavel: int = 1014  # user cliente_sem_documento, responsável with CPF
    imovel_responsavel_sem_documento: int = 1015  # user cliente_sem_documento, responsável without CPF
    imovel_norte: int = 1016  # localidade_norte, quadra_norte
    imovel_com_contas: int = 1017  # conta_normal, conta_cancelada, conta_antiga
    imovel_sem_bacia: int = 1018  # localidade_norte, quadra_sem_bacia
    imovel_com_debito_a_cobrar: int = 1019
    imovel_em_quadra_2: int = 1020  # no RA, no client
    cobranca_situacao: int = 4
    conta_vencida: int = 1  # imovel_com_debito
    conta_normal: int = 2  # not due yet
    conta_cancelada: int = 3
    conta_antiga: int = 4  # paid long ago, out of the time in which it may be tied to an RA
    conta_duplicada: int = 5  # of the first duplicate payment
    conta_duplicada_historico: int = 6  # of the second, already in conta_historico
    guia_vencida: int = 1
    debito_a_cobrar: int = 1
    pagamento_duplicado: int = 1
    pagamento_duplicado_historico: int = 2
    # tipos, grupos
    grupo_agua_diagnostico: int = 6
    grupo_esgoto: int = 2
    grupo_comercial: int = 3
    tipo_comum: int = 9001
    tipo_falta_agua: int = 2
    tipo_esgoto: int = 4
    tipo_inativo: int = 9002
    tipo_uso_sistema: int = 15
    # especificações; all under tipo_comum, with only the flag of the name, unless told
    espec_simples: int = 9001  # prazo 5
    espec_matricula: int = 9002
    espec_pavimento_rua: int = 9003
    espec_pavimento_calcada: int = 9004
    espec_cliente: int = 9005
    espec_sem_solicitante: int = 9006
    espec_verificar_debito: int = 9007  # and matrícula
    espec_situacao_imovel: int = 9008  # and matrícula: água ligada, with hydrometer
    espec_alterar_vencimento: int = 9009  # and matrícula
    espec_documento: int = 9010
    espec_documento_responsavel: int = 9011  # documento obrigatório too
    espec_com_unidade: int = 9012  # unidade_operacional_centralizada
    espec_os_automatica: int = 9013  # servico_vazamento
    espec_os_opcional: int = 9014
    espec_encerramento_automatico: int = 9015
    espec_urgente: int = 9016
    espec_contas: int = 9017  # and matrícula
    espec_pagamento_duplicidade: int = 9018  # and matrícula
    espec_com_pop: int = 9019
    espec_inativa: int = 9020
    espec_documento_por_meio: int = 9021  # documento only when the meio is balcão
    espec_sem_prazo: int = 9022
    espec_servico_por_pavimento: int = 9023  # no service of its own; rua + cimentado + asfalto gives servico_pavimento
    espec_por_localidade: int = 9024  # localidade_norte -> unidade_operacional
    espec_por_cobranca: int = 9025  # cobranca_situacao -> unidade_cobranca
    espec_situacao_poco: int = 9026  # and matrícula: esgoto ligado, hydrometer in the well
    espec_falta_agua_imovel: int = 201  # tipo_falta_agua, matrícula, OS with diagnosis, urgent
    espec_falta_agua_generalizada: int = 202  # tipo_falta_agua, urgent
    espec_esgoto: int = 405  # tipo_esgoto, no flag
    servico_vazamento: int = 2002  # asks for the e-mail survey
    servico_pavimento: int = 2008
    servico_com_diagnostico: int = 2005
    servico_diagnostico: int = 2001
    meio_balcao: int = 1
    meio_interno: int = 4
    meio_telefone: int = 6
    local_rua: int = 1  # demands pavimento da rua
    local_calcada: int = 2  # demands pavimento da calçada
    local_cavalete: int = 3
    pavimento_asfalto: int = 2
    pavimento_cimentado: int = 2
    motivo_concluido: int = 2
    motivo_duplicidade: int = 101
    motivo_nao_executado: int = 102
    motivo_reativacao: int = 1
    # RAs
    ra_pendente_imovel: int = 9001  # espec_matricula, in unidade_operacional, deadline was yesterday
    ra_pendente_endereco: int = 9002  # espec_simples, Rua das Flores, no imóvel, deadline to come, named solicitante
    ra_encerrado: int = 9003  # espec_simples, imovel_normal, closed three days ago; has an attachment
    ra_falta_agua_generalizada: int = 9004  # area_centro_a
    ra_falta_agua_imovel: int = 9005  # area_centro_b, imovel_sem_hidrometro
    ra_reiterado: int = 9006  # once, yesterday; deadline two days ago
    ra_duplicado: int = 9007  # closed as a duplicate of ra_pendente_endereco
    ra_reativado_anterior: int = 9008  # closed, reactivated by ra_reativado
    ra_reativado: int = 9009
    ra_bloqueado: int = 9010
    ra_urgente: int = 9011
    ra_com_os: int = 9012
    ra_da_loja: int = 9013  # overdue, in unidade_loja, where `atendente` is
    ra_encerrado_endereco: int = 9014  # espec_simples, Travessa do Sol, no imóvel, closed ten days ago
    ra_encerrado_antigo: int = 9015  # espec_simples, imovel_normal, closed long before dias_reativacao
    ordem_servico: int = 9012
    numero_manual_usado: int = 94  # sequential 9 and its digit, on ra_da_loja
    ultimo_ra_manual: int = 1000


IDS = Ids()
UNIDADE_DE = {
    "atendente": IDS.unidade_loja,
    "atendente2": IDS.unidade_operacional,
    "supervisor": IDS.unidade_regional,
    "sms": IDS.unidade_central,
    "admin": IDS.unidade_central,
}
JPG_MINIMO = bytes.fromhex(
    "ffd8ffe000104a46494600010100000100010000ffdb004300" + "01" * 64 + "ffc0000b080001000101011100"
    "ffc40014000100000000000000000000000000000009ffc40014100100000000000000000000000000000000ffda0008010100003f00"
    "54dfffd9"
)


def protocolo(ra: int, ano: int) -> str:
    """Protocol of the principal solicitante of a seeded RA."""
    return f"{ano}1{ra:09d}"


def montar(conexao: psycopg.Connection[Any], fuso: str = FUSO) -> None:
    """Fill a base that has tables and no rows of its own."""
    inserir_dominios(conexao)
    linha = conexao.execute("SELECT now() AT TIME ZONE %s", (fuso,)).fetchone()
    assert linha is not None
    agora: datetime = linha[0].replace(second=0, microsecond=0)
    tocadas: list[str] = []
    for parte in (_unidades(), _lugares(), _pessoas(), _imoveis(agora.date()), _configuracao(), _ras(agora)):
        for tabela, linhas in parte:
            inserir(conexao, tabela, linhas)
            tocadas.append(tabela)
    conexao.execute(
        "UPDATE cadastro.sistema_parametros SET parm_nmempresa = 'SANEAMENTO DE SANTA AURORA',"
        " parm_nmabreviadoempresa = 'SANTA AURORA', parm_idultimoramanual = %s, unid_idtramitegrandeconsumidor = %s",
        (IDS.ultimo_ra_manual, IDS.unidade_grandes),
    )
    avancar_sequencias(conexao, dict.fromkeys(tocadas))
    conexao.execute("SELECT setval('atendimentopublico.seq_ra_protocolo', 100000)")


Parte = list[tuple[str, list[Linha]]]


def _unidades() -> Parte:
    def unidade(id_: int, nome: str, abre: int, recebe: int, superior: int | None = 11, **outros: Any) -> Linha:
        return {
            "unid_id": id_,
            "unid_dsunidade": nome,
            "unid_dssiglaunidade": f"U{id_}",
            "unid_icabertura": abre,
            "unid_ictramite": recebe,
            "unid_idsuperior": superior,
            "unid_icesgoto": 2,
            "unid_iccentralatendimento": 2,
            "empr_id": 1,
            "untp_id": 5,
            "unid_icuso": 1,
        } | outros

    linhas = [
        unidade(IDS.unidade_regional, "REGIONAL AURORA", 2, 1, None, untp_id=2),
        unidade(IDS.unidade_centralizadora, "CENTRAL DE SERVIÇOS", 2, 1, untp_id=13),
        unidade(IDS.unidade_operacional, "OPERAÇÃO DE ÁGUA", 2, 1, 12),
        unidade(IDS.unidade_operacional_centralizada, "MANUTENÇÃO DE REDE", 2, 1, 12, unid_idcentralizadora=12),
        unidade(IDS.unidade_loja, "LOJA DE ATENDIMENTO CENTRO", 1, 1, meso_id=1, untp_id=4),
        unidade(IDS.unidade_so_abre, "POSTO DE ATENDIMENTO", 1, 2, meso_id=1),
        unidade(IDS.unidade_fechada, "ALMOXARIFADO", 2, 2),
        unidade(IDS.unidade_inativa, "LOJA EXTINTA", 1, 1, unid_icuso=2),
        unidade(IDS.unidade_grandes, "GRANDES CONSUMIDORES", 2, 1),
        unidade(IDS.unidade_cobranca, "COBRANÇA", 2, 1),
        unidade(IDS.unidade_esgoto, "OPERAÇÃO DE ESGOTO", 2, 1, 12, unid_icesgoto=1),
    ]
    return [("cadastro.unidade_organizacional", linhas)]


def _colunas(nomes: str, *valores: tuple[Any, ...]) -> list[Linha]:
    """Rows from values under the named columns."""
    return [dict(zip(nomes.split(), linha, strict=True)) for linha in valores]


def _lugares() -> Parte:
    return [
        ("cadastro.regiao", _colunas("regi_id regi_nmregiao", (1, "AURORA"))),
        ("cadastro.microrregiao", _colunas("mreg_id regi_id mreg_nmmicrorregiao", (1, 1, "AURORA"))),
        ("cadastro.regiao_desenvolvimento", _colunas("rdes_id rdes_nmregiaodesenvolvimento", (1, "AURORA"))),
        (
            "cadastro.municipio",
            _colunas(
                "muni_id muni_nmmunicipio muni_cdddd rdes_id mreg_id unfe_id muni_icuso",
                (1, "SANTA AURORA", 81, 1, 1, 26, 1),
                (2, "VILA EXTINTA", 81, 1, 1, 26, 2),
            ),
        ),
        (
            "cadastro.gerencia_regional",
            _colunas("greg_id greg_nmregional greg_nmabreviado", (1, "REGIONAL AURORA", "AUR")),
        ),
        (
            "cadastro.unidade_negocio",
            _colunas("uneg_id greg_id uneg_nmunidadenegocio uneg_nmabreviado", (1, 1, "NEGÓCIO AURORA", "NAUR")),
        ),
        (
            "cadastro.localidade",
            _colunas(
                "loca_id loca_nmlocalidade loca_cdelo greg_id uneg_id muni_idprincipal loca_icuso",
                (1, "CENTRO", 1, 1, 1, 1, 1),
                (2, "NORTE", 1, 1, 1, 1, 1),
                (3, "EXTINTA", 1, 1, 1, 1, 2),
            ),
        ),
        (
            "cadastro.setor_comercial",
            _colunas(
                "stcm_id loca_id stcm_cdsetorcomercial stcm_nmsetorcomercial muni_id",
                (1, 1, 1, "SETOR CENTRO", 1),
                (2, 2, 1, "SETOR NORTE", 1),
            ),
        ),
        (
            "micromedicao.rota",
            _colunas(
                "rota_id lttp_id empr_id ftgr_id stcm_id cbgr_id rota_cdrota",
                (1, 1, 1, 1, 1, 1, 1),
                (2, 1, 1, 1, 2, 1, 1),
            ),
        ),
        (
            "cadastro.bairro",
            _colunas(
                "bair_id muni_id bair_cdbairro bair_nmbairro",
                (1, 1, 10, "CENTRO"),
                (2, 1, 20, "BOA VISTA"),
                (3, 1, 30, "AREIAL"),
            ),
        ),
        *_redes(),
        (
            "cadastro.bairro_area",
            _colunas(
                "brar_id bair_id diop_id brar_nmbairroarea brar_cdbairroarea",
                (1, 1, 1, "CENTRO ALTO", 1),
                (2, 1, None, "CENTRO BAIXO", 2),
                (3, 2, None, "BOA VISTA", 1),
            ),
        ),
        (
            "cadastro.quadra",
            _colunas(
                "qdra_id stcm_id qdra_nnquadra bair_id baci_id rota_id",
                (1, 1, 10, 1, 1, 1),
                (2, 1, 20, 1, 1, 1),
                (3, 2, 10, 2, 2, 2),
                (4, 2, 20, 2, None, 2),
            ),
        ),
        *_logradouros(),
    ]


def _redes() -> Parte:
    return [
        (
            "operacional.divisao_esgoto",
            _colunas(
                "dves_id dves_dsdivisaoesgoto unid_id",
                (1, "DIVISÃO CENTRO", IDS.unidade_esgoto),
                (2, "DIVISÃO NORTE", IDS.unidade_operacional),
            ),
        ),
        (
            "operacional.sistema_esgoto",
            _colunas("sesg_id sesg_dssistemaesgoto dves_id sett_id", (1, "CENTRO", 1, 1), (2, "NORTE", 2, 1)),
        ),
        ("operacional.bacia", _colunas("baci_id sesg_id baci_dsbacia", (1, 1, "CENTRO"), (2, 2, "NORTE"))),
        ("operacional.sistema_abastecimento", _colunas("sabs_id sabs_dssistemaabastecimento", (1, "AURORA"))),
        (
            "operacional.setor_abastecimento",
            _colunas("stab_id stab_dssetorabastecimento sabs_id", (1, "SETOR AURORA", 1)),
        ),
        (
            "operacional.zona_abastecimento",
            _colunas("zabs_id zabs_dszonaabastecimento sabs_id", (1, "ZONA ALTA", 1)),
        ),
        (
            "operacional.distrito_operacional",
            _colunas("diop_id diop_dsdistritooperacional stab_id zabs_id", (1, "DISTRITO CENTRO", 1, 1)),
        ),
    ]


def _logradouros() -> Parte:
    return [
        (
            "cadastro.cep",
            _colunas(
                "cep_id cep_cdcep cept_id cep_dsufsigla cep_nmmunicipio",
                (1, 50010010, 3, "PE", "SANTA AURORA"),
                (2, 50010020, 3, "PE", "SANTA AURORA"),
                (3, 50020030, 3, "PE", "SANTA AURORA"),
            ),
        ),
        (
            "cadastro.logradouro",
            _colunas(
                "logr_id logr_nmlogradouro lgtp_id lgtt_id muni_id",
                (1, "DAS FLORES", 1, None, 1),
                (2, "BRASIL", 2, None, 1),
                (3, "DO SOL", 3, None, 1),
                (4, "ANTONIO VIEIRA", 1, 10, 1),
            ),
        ),
        (
            "cadastro.logradouro_bairro",
            _colunas("lgbr_id logr_id bair_id", (1, 1, 1), (2, 2, 1), (3, 2, 2), (4, 3, 2), (5, 4, 1)),
        ),
        ("cadastro.logradouro_cep", _colunas("lgcp_id logr_id cep_id", (1, 1, 1), (2, 2, 2), (3, 3, 3), (4, 4, 1))),
    ]


def _pessoas() -> Parte:
    nomes = {"atendente": 101, "atendente2": 102, "supervisor": 103, "sms": 104, "admin": 105}
    usuarios = [
        {
            "usur_id": id_,
            "usur_nmlogin": login,
            "usur_nmusuario": login.upper(),
            "utip_id": 1 if login == "admin" else 2,
            "usst_id": 1,
            "usab_id": 1,
            "empr_id": 1,
            "unid_id": UNIDADE_DE[login],
            "func_id": IDS.funcionario_loja if login == "atendente" else None,
        }
        for login, id_ in nomes.items()
    ]
    grupos = [(101, 2), (102, 2), (103, 3), (104, 4), (105, 1)]
    return [
        (
            "cadastro.funcionario",
            _colunas(
                "func_id func_nmfuncionario empr_id unid_id",
                (1, "CARLOS EDUARDO LIMA", 1, IDS.unidade_operacional),
                (2, "PATRICIA GOMES", 1, IDS.unidade_loja),
            ),
        ),
        ("seguranca.usuario", usuarios),
        ("seguranca.usuario_grupo", _colunas("usur_id grup_id", *grupos)),
        ("seguranca.usuario_permissao_espec", _colunas("usur_id pmep_id", (105, 34), (105, 105), (105, 110))),
        *_clientes(),
    ]


def _clientes() -> Parte:
    return [
        (
            "cadastro.cliente",
            _colunas(
                "clie_id clie_nmcliente cltp_id clie_nncpf clie_nncnpj clie_dsemail clie_icuso clie_icenviosms",
                (1, "MARIA APARECIDA DA SILVA", 1, "52998224725", None, "maria@exemplo.com.br", 1, 1),
                (2, "PADARIA PAO DOURADO LTDA", 2, None, "11222333000181", None, 1, 2),
                (3, "JOSE DOS SANTOS", 1, None, None, None, 1, 2),
                (4, "ANA PAULA FERREIRA", 1, "11144477735", None, None, 1, 2),
                (5, "FRANCISCO ALVES", 1, "39053344705", None, None, 1, 2),
                (6, "RAIMUNDA COSTA", 1, None, None, None, 1, 2),
                (7, "CLIENTE INATIVO", 1, "12345678909", None, None, 2, 2),
            ),
        ),
        (
            "cadastro.cliente_fone",
            _colunas(
                "cfon_id clie_id cfon_cdddd cfon_nnfone cfon_nnfoneramal cfon_icfonepadrao fnet_id",
                (1, 1, "81", "987654321", None, 1, 3),
                (2, 1, "81", "34211000", "12", 2, 2),
                (3, 2, "81", "34212000", None, 1, 2),
                (4, 3, "81", "912345678", None, 1, 3),
            ),
        ),
        (
            "cadastro.cliente_endereco",
            _colunas(
                "cled_id clie_id edtp_id edrf_id cled_nnimovel cled_icenderecocorrespondencia lgbr_id lgcp_id",
                (1, 1, 1, 1, "100", 1, 1, 1),
                (2, 1, 2, 1, "250", 2, 2, 2),
                (3, 2, 2, 1, "300", 1, 2, 2),
                (4, 3, 1, 1, "S/N", 1, 4, 3),
                (5, 5, 1, 1, "10", 1, 1, 1),
                (6, 6, 1, 1, "12", 1, 1, 1),
            ),
        ),
    ]


def _imoveis(hoje: date) -> Parte:
    centro: dict[str, Any] = {
        "loca_id": 1,
        "stcm_id": 1,
        "qdra_id": 1,
        "imov_nnsublote": 0,
        "last_id": 3,
        "lest_id": 3,
        "iper_id": 5,
        "cstf_id": 1,
        "imov_icexclusao": 2,
        "lgbr_id": 1,
        "lgcp_id": 1,
        "edrf_id": 1,
        "prua_id": IDS.pavimento_asfalto,
        "pcal_id": IDS.pavimento_cimentado,
        "imov_nncoordenadax": "290100.50",
        "imov_nncoordenaday": "9108200.25",
        "imov_qteconomia": 1,
    }
    norte = {"loca_id": 2, "stcm_id": 2, "qdra_id": 3, "lgbr_id": 4, "lgcp_id": 3}
    proprios: dict[int, dict[str, Any]] = {
        IDS.imovel_normal: {"imov_nnimovel": "100"},
        IDS.imovel_sem_logradouro: {"lgbr_id": None, "lgcp_id": None, "imov_nmimovel": "CHACARA BOA ESPERANCA"},
        IDS.imovel_com_debito: {},
        IDS.imovel_grande_consumidor: {"iper_id": 1},
        IDS.imovel_com_ra_pendente: {},
        IDS.imovel_pagamento_duplicado: {},
        IDS.imovel_vencimento_recente: {},
        IDS.imovel_cortado: {"last_id": 5, "lest_id": 1},
        IDS.imovel_com_poco: {"last_id": 1},
        IDS.imovel_excluido: {"imov_icexclusao": 1},
        IDS.imovel_em_cobranca: {"cbst_id": IDS.cobranca_situacao},
        IDS.imovel_sem_hidrometro: {"prua_id": None, "pcal_id": None},
        IDS.imovel_com_guia: {},
        IDS.imovel_com_responsavel: {},
        IDS.imovel_responsavel_sem_documento: {},
        IDS.imovel_norte: norte,
        IDS.imovel_com_contas: {},
        IDS.imovel_sem_bacia: norte | {"qdra_id": 4},
        IDS.imovel_com_debito_a_cobrar: {},
        IDS.imovel_em_quadra_2: {"qdra_id": 2},
    }
    imoveis = [
        centro | {"imov_id": id_, "imov_nnlote": id_ % 1000, "imov_nnimovel": str(id_)} | outros
        for id_, outros in proprios.items()
    ]
    return [("cadastro.imovel", imoveis), *_vinculos(hoje), *_hidrometros(hoje), *_financeiro(hoje)]


def _vinculos(hoje: date) -> Parte:
    desde = hoje - timedelta(days=900)
    vinculos: list[tuple[int, int, int, int, date | None, int]] = [
        (1, IDS.imovel_normal, IDS.cliente_cpf, 2, None, 1),
        (2, IDS.imovel_normal, IDS.cliente_cnpj, 2, hoje - timedelta(days=400), 2),
        (3, IDS.imovel_normal, IDS.cliente_cnpj, 1, None, 2),
        (4, IDS.imovel_com_ra_pendente, IDS.cliente_cnpj, 2, None, 1),
        (5, IDS.imovel_com_responsavel, IDS.cliente_sem_documento, 2, None, 1),
        (6, IDS.imovel_com_responsavel, IDS.cliente_responsavel, 3, None, 2),
        (7, IDS.imovel_responsavel_sem_documento, IDS.cliente_sem_documento, 2, None, 1),
        (8, IDS.imovel_responsavel_sem_documento, IDS.cliente_responsavel_sem_documento, 3, None, 2),
        (9, IDS.imovel_com_debito, IDS.cliente_cpf, 2, None, 1),
        (10, IDS.imovel_norte, IDS.cliente_sem_endereco, 2, None, 1),
    ]
    return [
        (
            "cadastro.cliente_imovel",
            [
                {
                    "clim_id": id_,
                    "imov_id": imovel,
                    "clie_id": cliente,
                    "crtp_id": relacao,
                    "clim_dtrelacaoinicio": desde,
                    "clim_dtrelacaofim": fim,
                    "clim_icnomeconta": nome_conta,
                }
                for id_, imovel, cliente, relacao, fim, nome_conta in vinculos
            ],
        ),
        (
            "cadastro.imovel_cobranca_situacao",
            _colunas(
                "iscb_id imov_id cbst_id clie_id iscb_dtimplantacaocobranca",
                (1, IDS.imovel_em_cobranca, IDS.cobranca_situacao, 1, hoje - timedelta(days=60)),
            ),
        ),
    ]


def _hidrometros(hoje: date) -> Parte:
    """Hydrometers: of the connection, found through ligacao_agua, and of the well, found through the imóvel."""
    sem = {IDS.imovel_sem_hidrometro, IDS.imovel_com_poco, IDS.imovel_sem_logradouro}
    na_ligacao = [n for n in range(1001, 1021) if n not in sem]
    instalado = hoje - timedelta(days=500)
    instalacao = {"hidi_dtinstalacaohidrometro": instalado, "hidi_dtinstalacaohidmtsistema": instalado, "hipr_id": 1}
    pecas = {"hicm_id": 1, "himc_id": 1, "hidm_id": 1, "hist_id": 1, "hicp_id": 1, "hidr_dtaquisicao": instalado}
    return [
        (
            "micromedicao.hidrometro",
            [
                {"hidr_id": n, "hidr_nnhidrometro": f"A24N{n}", "hidr_nnanofabricacao": instalado.year} | pecas
                for n in [*na_ligacao, IDS.imovel_com_poco]
            ],
        ),
        (
            "atendimentopublico.ligacao_agua",
            _colunas(
                "lagu_id lagd_id lagm_id",
                *((n, 1, 1) for n in [*na_ligacao, IDS.imovel_sem_hidrometro, IDS.imovel_sem_logradouro]),
            ),
        ),
        (
            "micromedicao.hidrometro_inst_hist",
            [
                {"hidi_id": n, "hidr_id": n, "medt_id": 1, "hili_id": 1, "lagu_id": n, "imov_id": None} | instalacao
                for n in na_ligacao
            ]
            + [
                {"hidi_id": n, "hidr_id": n, "medt_id": 2, "hili_id": 2, "lagu_id": None, "imov_id": n} | instalacao
                for n in [IDS.imovel_com_poco]
            ],
        ),
    ]


def _mes(dia: date, atras: int = 0) -> int:
    """Reference aaaamm, some months back."""
    meses = dia.year * 12 + dia.month - 1 - atras
    return meses // 12 * 100 + meses % 12 + 1


def _financeiro(hoje: date) -> Parte:
    situacoes = {"conta": [], "historico": []}  # type: dict[str, list[dict[str, Any]]]

    def conta(id_: int, imovel: int, atras: int, vence: date, situacao: int, *, historico: bool = False) -> None:
        prefixo = "cnhi" if historico else "cnta"
        situacoes["historico" if historico else "conta"].append(
            {
                "cnta_id": id_,
                "imov_id": imovel,
                "loca_id": 1,
                "qdra_id": 1,
                "last_id": 3,
                "lest_id": 3,
                "cstf_id": 1,
                "dcst_idatual": situacao,
                f"{prefixo}_amreferenciaconta": _mes(hoje, atras),
                f"{prefixo}_amreferenciacontabil": _mes(hoje, atras),
                f"{prefixo}_dgverificadorconta": 0,
                f"{prefixo}_vlagua": 80,
                f"{prefixo}_dtvencimentoconta": vence,
                f"{prefixo}_dtvencimentooriginal": vence,
            }
        )

    dia = timedelta(days=1)
    conta(IDS.conta_vencida, IDS.imovel_com_debito, 2, hoje - 40 * dia, 0)
    conta(IDS.conta_normal, IDS.imovel_com_contas, 0, hoje + 10 * dia, 0)
    conta(IDS.conta_cancelada, IDS.imovel_com_contas, 1, hoje - 20 * dia, 3)
    conta(IDS.conta_antiga, IDS.imovel_com_contas, 30, hoje - 890 * dia, 0)
    conta(IDS.conta_duplicada, IDS.imovel_pagamento_duplicado, 3, hoje - 80 * dia, 13)
    conta(IDS.conta_duplicada_historico, IDS.imovel_pagamento_duplicado, 5, hoje - 140 * dia, 13, historico=True)
    guia = {"gpag_id": IDS.guia_vencida, "loca_id": 1, "imov_id": IDS.imovel_com_guia, "gpag_vldebito": 45}
    return [
        (
            "faturamento.conta_geral",
            _colunas("cnta_id cntg_ichistorico", *((n, 1 if n == 6 else 2) for n in range(1, 7))),
        ),
        ("faturamento.conta", list(situacoes["conta"])),
        ("faturamento.conta_historico", list(situacoes["historico"])),
        ("faturamento.guia_pagamento_geral", [{"gpag_id": IDS.guia_vencida}]),
        (
            "faturamento.guia_pagamento",
            [
                guia
                | {"gpag_amreferenciacontabil": _mes(hoje, 2), "gpag_dtemissao": hoje - 60 * dia, "fntp_id": 1}
                | {"gpag_dtvencimento": hoje - 30 * dia, "dbtp_id": 99, "lict_id": 1, "dcst_idatual": 0}
            ],
        ),
        ("faturamento.debito_a_cobrar_geral", [{"dbac_id": IDS.debito_a_cobrar}]),
        (
            "faturamento.debito_a_cobrar",
            _colunas(
                "dbac_id imov_id dbtp_id dbac_amreferenciadebito dbac_amreferenciacontabil dbac_vldebito loca_id"
                " dbac_nnprestacaodebito dbac_nnprestacaocobradas qdra_id fntp_id lict_id dcst_idatual cbfm_id"
                " dbac_tmatudebito",
                (1, IDS.imovel_com_debito_a_cobrar, 99, _mes(hoje, 2), _mes(hoje, 2), 300, 1, 3, 1, 1, 1, 1, 0, 1)
                + (hoje - 50 * dia,),
            ),
        ),
        (
            "faturamento.vencimento_alternativo",
            _colunas(
                "venc_id imov_id venc_dtimplantacao venc_ddvencimento",
                (1, IDS.imovel_vencimento_recente, hoje - 30 * dia, 15),
                (2, IDS.imovel_normal, hoje - 700 * dia, 10),
            ),
        ),
        *_pagamentos(hoje),
    ]


def _pagamentos(hoje: date) -> Parte:
    pago = hoje - timedelta(days=70)
    return [
        ("arrecadacao.banco", _colunas("bnco_id bnco_nmabreviado bnco_nmbanco", (1, "BANCO", "BANCO DE TESTE"))),
        (
            "arrecadacao.agencia",
            _colunas("agen_id bnco_id agen_cdagencia agen_nmagencia agen_nnfone", (1, 1, "1", "CENTRO", "0")),
        ),
        ("arrecadacao.conta_bancaria", _colunas("ctbc_id ctbc_nnconta agen_id", (1, "1", 1))),
        ("arrecadacao.arrecadador", _colunas("arrc_id clie_id arrc_cdagente", (1, IDS.cliente_cnpj, 1))),
        (
            "arrecadacao.aviso_bancario",
            _colunas(
                "avbc_id avbc_dtlancamento avbc_amreferenciaarrecadacao arrc_id ctbc_id", (1, pago, _mes(pago), 1, 1)
            ),
        ),
        (
            "arrecadacao.pagamento",
            _colunas(
                "pgmt_id imov_id cnta_id pgmt_vlpagamento pgmt_dtpagamento pgmt_amreferenciapagamento"
                " pgmt_amreferenciaarrecadacao pgst_idatual loca_id dotp_id avbc_id",
                (1, IDS.imovel_pagamento_duplicado, 5, 80, pago, _mes(hoje, 3), _mes(pago), 1, 1, 1, 1),
                (2, IDS.imovel_pagamento_duplicado, 6, 80, pago, _mes(hoje, 5), _mes(pago), 1, 1, 1, 1),
                (3, IDS.imovel_normal, None, 80, pago, _mes(hoje, 3), _mes(pago), 0, 1, 1, 1),
            ),
        ),
    ]


def _configuracao() -> Parte:
    def espec(id_: int, nome: str, **indicadores: Any) -> Linha:
        fixo = {"step_id": id_, "sotp_id": IDS.tipo_comum, "step_dssolcttipoespec": nome, "step_icuso": 1}
        return fixo | {"step_nndiaprazo": 5, "step_icmatricula": 2, "step_iccliente": 2} | indicadores

    imovel = {"step_icmatricula": 1}
    especificacoes = [
        espec(IDS.espec_simples, "SIMPLES"),
        espec(IDS.espec_matricula, "COM MATRÍCULA", **imovel),
        espec(IDS.espec_pavimento_rua, "PAVIMENTO DA RUA", step_icpavimentorua=1),
        espec(IDS.espec_pavimento_calcada, "PAVIMENTO DA CALÇADA", step_icpavimentocalcada=1),
        espec(IDS.espec_cliente, "CLIENTE OBRIGATÓRIO", step_iccliente=1),
        espec(IDS.espec_sem_solicitante, "SEM SOLICITANTE", step_icsolicitante=2),
        espec(IDS.espec_verificar_debito, "SEM DÉBITO", step_icverificardebito=1, **imovel),
        espec(IDS.espec_situacao_imovel, "ÁGUA LIGADA", esim_id=2, **imovel),
        espec(IDS.espec_alterar_vencimento, "NOVO VENCIMENTO", step_icalterarvencimento=1, **imovel),
        espec(IDS.espec_documento, "COM DOCUMENTO", step_icdocumentoobrigatorio=1),
        espec(
            IDS.espec_documento_responsavel,
            "DOCUMENTO DO RESPONSÁVEL",
            step_icdocumentoobrigatorio=1,
            step_icvaldocresponsavel=1,
        ),
        espec(IDS.espec_com_unidade, "COM UNIDADE", unid_id=IDS.unidade_operacional_centralizada),
        espec(IDS.espec_os_automatica, "COM OS", svtp_id=IDS.servico_vazamento),
        espec(IDS.espec_os_opcional, "OS OPCIONAL", step_icgeracaoordemservico=1),
        espec(IDS.espec_encerramento_automatico, "NASCE ENCERRADA", step_icencerramentoautomatico=1),
        espec(IDS.espec_urgente, "URGENTE", step_icurgencia=1),
        espec(IDS.espec_contas, "COM CONTAS", step_icinformarcontara=1, **imovel),
        espec(IDS.espec_pagamento_duplicidade, "PAGAMENTO EM DOBRO", step_icinformarpgtoduplicidade=1, **imovel),
        espec(IDS.espec_com_pop, "COM POP"),
        espec(IDS.espec_inativa, "INATIVA", step_icuso=2),
        espec(IDS.espec_documento_por_meio, "DOCUMENTO NO BALCÃO", step_icdocumentoobrigatorio=1),
        espec(IDS.espec_sem_prazo, "SEM PRAZO", step_nndiaprazo=None),
        espec(IDS.espec_servico_por_pavimento, "SERVIÇO POR PAVIMENTO"),
        espec(IDS.espec_por_localidade, "UNIDADE PELA LOCALIDADE"),
        espec(IDS.espec_por_cobranca, "UNIDADE PELA COBRANÇA", **imovel),
        espec(IDS.espec_situacao_poco, "POÇO COM HIDRÔMETRO", esim_id=5, **imovel),
    ]
    return [
        (
            "atendimentopublico.solicitacao_tipo",
            _colunas(
                "sotp_id sotp_dssolicitacaotipo sotg_id sotp_icuso",
                (IDS.tipo_comum, "CASOS DE TESTE", IDS.grupo_comercial, 1),
                (IDS.tipo_inativo, "TIPO INATIVO", IDS.grupo_comercial, 2),
            ),
        ),
        ("atendimentopublico.solicitacao_tipo_espec", especificacoes),
        (
            "atendimentopublico.sol_tipo_espec_arqui_pop",
            _colunas(
                "stea_id step_id stea_nmarquivopop stea_arquivopop",
                (1, IDS.espec_com_pop, "procedimento.pdf", b"%PDF-1.4\n%%EOF\n"),
            ),
        ),
        (
            "atendimentopublico.sol_espec_doc_obrig_meio",
            _colunas("step_id meso_id", (IDS.espec_documento_por_meio, IDS.meio_balcao)),
        ),
        (
            "atendimentopublico.espec_pavi_servico_tipo",
            _colunas(
                "epst_id step_id looc_id pcal_id prua_id svtp_id",
                (9001, IDS.espec_servico_por_pavimento, IDS.local_rua, 2, 2, IDS.servico_pavimento),
            ),
        ),
        (
            "atendimentopublico.local_espec_unidade",
            _colunas(
                "loca_id step_id unid_id", (IDS.localidade_norte, IDS.espec_por_localidade, IDS.unidade_operacional)
            ),
        ),
        (
            "atendimentopublico.localid_solic_tipo_grupo",
            _colunas(
                "loca_id sotg_id unid_id",
                (IDS.localidade_centro, IDS.grupo_comercial, IDS.unidade_operacional),
                (IDS.localidade_norte, IDS.grupo_esgoto, IDS.unidade_esgoto),
            ),
        ),
        (
            "atendimentopublico.espec_unid_cobr",
            _colunas("step_id cbst_id unid_id", (IDS.espec_por_cobranca, IDS.cobranca_situacao, IDS.unidade_cobranca)),
        ),
    ]


def _ras(agora: datetime) -> Parte:
    dia = timedelta(days=1)
    no_centro = {"loca_id": 1, "stcm_id": 1, "qdra_id": 1, "lgbr_id": 1, "lgcp_id": 1, "rgat_nnimovel": "100"}
    no_norte = {"loca_id": 2, "lgbr_id": 4, "lgcp_id": 3, "rgat_nnimovel": "S/N"}

    def encerrado(ha: timedelta, motivo: int = IDS.motivo_concluido) -> dict[str, Any]:
        return {"rgat_cdsituacao": 2, "amen_id": motivo, "rgat_tmencerramento": agora - ha}

    proprios: dict[int, tuple[int, timedelta, int, dict[str, Any]]] = {
        IDS.ra_pendente_imovel: (IDS.espec_matricula, 6 * dia, -1, no_centro | {"imov_id": IDS.imovel_com_ra_pendente}),
        IDS.ra_pendente_endereco: (IDS.espec_simples, 2 * dia, 3, no_centro),
        IDS.ra_encerrado: (
            IDS.espec_simples,
            12 * dia,
            -4,
            no_centro
            | encerrado(3 * dia)
            | {"imov_id": IDS.imovel_normal, "rgat_dsparecerencerramento": "SERVIÇO FEITO"},
        ),
        IDS.ra_falta_agua_generalizada: (IDS.espec_falta_agua_generalizada, dia / 4, 1, no_centro | {"brar_id": 1}),
        IDS.ra_falta_agua_imovel: (
            IDS.espec_falta_agua_imovel,
            dia / 3,
            1,
            no_centro | {"brar_id": 2, "imov_id": IDS.imovel_sem_hidrometro},
        ),
        IDS.ra_reiterado: (
            IDS.espec_pavimento_rua,
            9 * dia,
            -2,
            no_norte | {"rgat_qtreiteracoes": 1, "rgat_tmultimareiteracao": agora - dia, "prua_id": 2},
        ),
        IDS.ra_duplicado: (
            IDS.espec_simples,
            dia,
            4,
            no_centro | encerrado(dia / 2, IDS.motivo_duplicidade) | {"rgat_idduplicidade": IDS.ra_pendente_endereco},
        ),
        IDS.ra_reativado_anterior: (IDS.espec_os_opcional, 20 * dia, -15, no_centro | encerrado(14 * dia)),
        IDS.ra_reativado: (
            IDS.espec_os_opcional,
            4 * dia,
            1,
            no_centro | {"rgat_idreativacao": IDS.ra_reativado_anterior, "rmrv_id": IDS.motivo_reativacao},
        ),
        IDS.ra_bloqueado: (
            IDS.espec_simples,
            dia,
            4,
            {"rgat_cdsituacao": 3, "rgat_dslocalocorrencia": "ESTRADA DE TERRA DEPOIS DA PONTE, CASA AZUL"},
        ),
        IDS.ra_urgente: (IDS.espec_urgente, dia / 2, 2, no_norte),
        IDS.ra_com_os: (IDS.espec_os_automatica, 3 * dia, 2, no_centro | {"imov_id": IDS.imovel_normal}),
        IDS.ra_da_loja: (
            IDS.espec_cliente,
            8 * dia,
            -1,
            no_centro
            | {"unid_idatual": IDS.unidade_loja, "rgat_icatendimentoonline": 2}
            | {"rgat_idmanual": IDS.numero_manual_usado},
        ),
        IDS.ra_encerrado_endereco: (IDS.espec_simples, 15 * dia, -10, no_norte | encerrado(10 * dia)),
        IDS.ra_encerrado_antigo: (
            IDS.espec_simples,
            200 * dia,
            -190,
            no_centro | encerrado(190 * dia) | {"imov_id": IDS.imovel_normal},
        ),
    }
    ras: list[dict[str, Any]] = [
        {
            "rgat_id": id_,
            "step_id": espec,
            "meso_id": IDS.meio_balcao,
            "rgat_cdsituacao": 1,
            "rgat_icatendimentoonline": 1,
            "rgat_tmregistroatendimento": agora - ha,
            "rgat_dtprevistaoriginal": (agora + prazo * dia).date(),
            "rgat_dtprevistaatual": (agora + prazo * dia).date(),
            "rgat_dsobservacao": "AGUARDANDO PROVIDÊNCIA",
            "unid_idatual": IDS.unidade_operacional,
            "rgat_tmultimaalteracao": agora - ha,
        }
        | outros
        for id_, (espec, ha, prazo, outros) in proprios.items()
    ]
    return [("atendimentopublico.registro_atendimento", list(ras)), *_pendurados(ras, agora)]


def _pendurados(ras: list[dict[str, Any]], agora: datetime) -> Parte:
    """What hangs on each RA: who opened and closed it, who asked, how it got where it is."""
    unidades: list[Linha] = []
    solicitantes: list[Linha] = []
    tramites: list[Linha] = []
    for ra in ras:
        id_ = ra["rgat_id"]
        autor = {"rgat_id": id_, "unid_id": IDS.unidade_loja, "usur_id": IDS.usuario_atendente}
        unidades.append(autor | {"raun_id": id_, "attp_id": 1})
        if ra["rgat_cdsituacao"] == 2:
            unidades.append(autor | {"raun_id": id_ + 1000, "attp_id": 3, "unid_id": IDS.unidade_operacional})
        solicitantes.append(_solicitante(id_, agora.year))
        tramites.append(
            {
                "tram_id": id_,
                "rgat_id": id_,
                "tram_tmtramite": ra["rgat_tmregistroatendimento"],
                "unid_idorigem": IDS.unidade_loja,
                "unid_iddestino": ra["unid_idatual"],
                "usur_idregistro": IDS.usuario_atendente,
                "usur_idresponsavel": IDS.usuario_atendente,
                "tram_dsparecertramite": "TRAMITE GERADO PELO SISTEMA NA ABERTURA DO REGISTRO DE ATENDIMENTO",
            }
        )
    return [
        ("atendimentopublico.ra_unidade", unidades),
        ("atendimentopublico.ra_solicitante", solicitantes),
        (
            "atendimentopublico.solicitante_fone",
            _colunas(
                "sofo_id raso_id sofo_cdddd sofo_nnfone fnet_id sofo_icfonepadrao",
                (1, IDS.ra_pendente_endereco, 81, "988887777", 3, 1),
                (2, IDS.ra_pendente_endereco, 81, "34215555", 1, 2),
            ),
        ),
        ("atendimentopublico.tramite", tramites),
        *_anexos_e_ordens(agora),
    ]


def _solicitante(ra: int, ano: int) -> Linha:
    comum: dict[str, Any] = {
        "raso_id": ra,
        "rgat_id": ra,
        "raso_icsolicitanteprincipal": 1,
        "raso_nnprotocoloatendimento": protocolo(ra, ano),
    }
    if ra == IDS.ra_pendente_endereco:
        endereco = {"lgbr_id": 1, "lgcp_id": 1, "raso_nnimovel": "88"}
        return comum | {"raso_nmsolicitante": "JOAQUIM PEREIRA"} | endereco
    if ra == IDS.ra_com_os:
        return comum | {"unid_id": IDS.unidade_operacional, "func_id": IDS.funcionario_operacional}
    return comum | {"clie_id": IDS.cliente_cpf}


def _anexos_e_ordens(agora: datetime) -> Parte:
    return [
        (
            "atendimentopublico.ra_reiteracao",
            _colunas(
                "rart_id rgat_id rart_nnprotocoloatendimento clie_id rart_dsobservacao rart_tmultimaalteracao",
                (1, IDS.ra_reiterado, protocolo(8001, agora.year), 1, "LIGOU DE NOVO", agora - timedelta(days=1)),
            ),
        ),
        (
            "atendimentopublico.ra_reiteracao_fone",
            _colunas(
                "rtfo_id rart_id fnet_id rtfo_cdddd rtfo_nnfone rtfo_icfonepadrao", (1, 1, 3, "81", "987654321", 1)
            ),
        ),
        (
            "atendimentopublico.ra_anexo",
            _colunas(
                "raan_id rgat_id raan_imdocumento raan_nmextensaodocumento raan_dsdocumento",
                (1, IDS.ra_encerrado, JPG_MINIMO, "jpg", "FOTO DO LOCAL"),
            ),
        ),
        (
            "atendimentopublico.visualizacao_ra_urgencia",
            _colunas("vrau_id rgat_id usur_id", (1, IDS.ra_urgente, IDS.usuario_atendente2)),
        ),
        (
            "atendimentopublico.ordem_servico",
            _colunas(
                "orse_id rgat_id svtp_id orse_cdsituacao orse_tmgeracao stpr_idoriginal stpr_idatual"
                " orse_icprogramada unid_idatual imov_id",
                (IDS.ordem_servico, IDS.ra_com_os, IDS.servico_vazamento, 1, agora - timedelta(days=3), 2, 2, 2)
                + (IDS.unidade_operacional, IDS.imovel_normal),
            ),
        ),
        (
            "atendimentopublico.ordem_servico_unidade",
            _colunas(
                "osun_id unid_id orse_id usur_id attp_id",
                (1, IDS.unidade_loja, IDS.ordem_servico, IDS.usuario_atendente, 1),
            ),
        ),
    ]
