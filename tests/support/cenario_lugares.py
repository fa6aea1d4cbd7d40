"""Units, places and people of the small town."""

from typing import Any

from gsan_desk.database.dados.linhas import Linha
from tests.support.cenario_ids import IDS, UNIDADE_DE, Parte, colunas


def unidades() -> Parte:
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


def lugares() -> Parte:
    return [
        ("cadastro.regiao", colunas("regi_id regi_nmregiao", (1, "AURORA"))),
        ("cadastro.microrregiao", colunas("mreg_id regi_id mreg_nmmicrorregiao", (1, 1, "AURORA"))),
        ("cadastro.regiao_desenvolvimento", colunas("rdes_id rdes_nmregiaodesenvolvimento", (1, "AURORA"))),
        (
            "cadastro.municipio",
            colunas(
                "muni_id muni_nmmunicipio muni_cdddd rdes_id mreg_id unfe_id muni_icuso",
                (1, "SANTA AURORA", 81, 1, 1, 26, 1),
                (2, "VILA EXTINTA", 81, 1, 1, 26, 2),
            ),
        ),
        (
            "cadastro.gerencia_regional",
            colunas("greg_id greg_nmregional greg_nmabreviado", (1, "REGIONAL AURORA", "AUR")),
        ),
        (
            "cadastro.unidade_negocio",
            colunas("uneg_id greg_id uneg_nmunidadenegocio uneg_nmabreviado", (1, 1, "NEGÓCIO AURORA", "NAUR")),
        ),
        (
            "cadastro.localidade",
            colunas(
                "loca_id loca_nmlocalidade loca_cdelo greg_id uneg_id muni_idprincipal loca_icuso",
                (1, "CENTRO", 1, 1, 1, 1, 1),
                (2, "NORTE", 1, 1, 1, 1, 1),
                (3, "EXTINTA", 1, 1, 1, 1, 2),
            ),
        ),
        (
            "cadastro.setor_comercial",
            colunas(
                "stcm_id loca_id stcm_cdsetorcomercial stcm_nmsetorcomercial muni_id",
                (1, 1, 1, "SETOR CENTRO", 1),
                (2, 2, 1, "SETOR NORTE", 1),
            ),
        ),
        (
            "micromedicao.rota",
            colunas(
                "rota_id lttp_id empr_id ftgr_id stcm_id cbgr_id rota_cdrota",
                (1, 1, 1, 1, 1, 1, 1),
                (2, 1, 1, 1, 2, 1, 1),
            ),
        ),
        (
            "cadastro.bairro",
            colunas(
                "bair_id muni_id bair_cdbairro bair_nmbairro",
                (1, 1, 10, "CENTRO"),
                (2, 1, 20, "BOA VISTA"),
                (3, 1, 30, "AREIAL"),
            ),
        ),
        *_redes(),
        (
            "cadastro.bairro_area",
            colunas(
                "brar_id bair_id diop_id brar_nmbairroarea brar_cdbairroarea",
                (1, 1, 1, "CENTRO ALTO", 1),
                (2, 1, None, "CENTRO BAIXO", 2),
                (3, 2, None, "BOA VISTA", 1),
            ),
        ),
        (
            "cadastro.quadra",
            colunas(
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
            colunas(
                "dves_id dves_dsdivisaoesgoto unid_id",
                (1, "DIVISÃO CENTRO", IDS.unidade_esgoto),
                (2, "DIVISÃO NORTE", IDS.unidade_operacional),
            ),
        ),
        (
            "operacional.sistema_esgoto",
            colunas("sesg_id sesg_dssistemaesgoto dves_id sett_id", (1, "CENTRO", 1, 1), (2, "NORTE", 2, 1)),
        ),
        ("operacional.bacia", colunas("baci_id sesg_id baci_dsbacia", (1, 1, "CENTRO"), (2, 2, "NORTE"))),
        ("operacional.sistema_abastecimento", colunas("sabs_id sabs_dssistemaabastecimento", (1, "AURORA"))),
        (
            "operacional.setor_abastecimento",
            colunas("stab_id stab_dssetorabastecimento sabs_id", (1, "SETOR AURORA", 1)),
        ),
        (
            "operacional.zona_abastecimento",
            colunas("zabs_id zabs_dszonaabastecimento sabs_id", (1, "ZONA ALTA", 1)),
        ),
        (
            "operacional.distrito_operacional",
            colunas("diop_id diop_dsdistritooperacional stab_id zabs_id", (1, "DISTRITO CENTRO", 1, 1)),
        ),
    ]


def _logradouros() -> Parte:
    return [
        (
            "cadastro.cep",
            colunas(
                "cep_id cep_cdcep cept_id cep_dsufsigla cep_nmmunicipio",
                (1, 50010010, 3, "PE", "SANTA AURORA"),
                (2, 50010020, 3, "PE", "SANTA AURORA"),
                (3, 50020030, 3, "PE", "SANTA AURORA"),
            ),
        ),
        (
            "cadastro.logradouro",
            colunas(
                "logr_id logr_nmlogradouro lgtp_id lgtt_id muni_id",
                (1, "DAS FLORES", 1, None, 1),
                (2, "BRASIL", 2, None, 1),
                (3, "DO SOL", 3, None, 1),
                (4, "ANTONIO VIEIRA", 1, 10, 1),
            ),
        ),
        (
            "cadastro.logradouro_bairro",
            colunas("lgbr_id logr_id bair_id", (1, 1, 1), (2, 2, 1), (3, 2, 2), (4, 3, 2), (5, 4, 1)),
        ),
        ("cadastro.logradouro_cep", colunas("lgcp_id logr_id cep_id", (1, 1, 1), (2, 2, 2), (3, 3, 3), (4, 4, 1))),
    ]


def pessoas() -> Parte:
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
            colunas(
                "func_id func_nmfuncionario empr_id unid_id",
                (1, "CARLOS EDUARDO LIMA", 1, IDS.unidade_operacional),
                (2, "PATRICIA GOMES", 1, IDS.unidade_loja),
            ),
        ),
        ("seguranca.usuario", usuarios),
        ("seguranca.usuario_grupo", colunas("usur_id grup_id", *grupos)),
        ("seguranca.usuario_permissao_espec", colunas("usur_id pmep_id", (105, 34), (105, 105), (105, 110))),
        *_clientes(),
    ]


def _clientes() -> Parte:
    return [
        (
            "cadastro.cliente",
            colunas(
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
            colunas(
                "cfon_id clie_id cfon_cdddd cfon_nnfone cfon_nnfoneramal cfon_icfonepadrao fnet_id",
                (1, 1, "81", "987654321", None, 1, 3),
                (2, 1, "81", "34211000", "12", 2, 2),
                (3, 2, "81", "34212000", None, 1, 2),
                (4, 3, "81", "912345678", None, 1, 3),
            ),
        ),
        (
            "cadastro.cliente_endereco",
            colunas(
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
