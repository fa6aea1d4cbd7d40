"""Imóveis of the small town, with their clients, hydrometers, debts and payments."""

from datetime import date, timedelta
from typing import Any

from tests.support.cenario_ids import IDS, Parte, colunas


def imoveis(hoje: date) -> Parte:
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
            colunas(
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
            colunas(
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
    situacoes: dict[str, list[dict[str, Any]]] = {"conta": [], "historico": []}

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
            colunas("cnta_id cntg_ichistorico", *((n, 1 if n == 6 else 2) for n in range(1, 7))),
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
            colunas(
                "dbac_id imov_id dbtp_id dbac_amreferenciadebito dbac_amreferenciacontabil dbac_vldebito loca_id"
                " dbac_nnprestacaodebito dbac_nnprestacaocobradas qdra_id fntp_id lict_id dcst_idatual cbfm_id"
                " dbac_tmatudebito",
                (
                    1,
                    IDS.imovel_com_debito_a_cobrar,
                    99,
                    _mes(hoje, 2),
                    _mes(hoje, 2),
                    300,
                    1,
                    3,
                    1,
                    1,
                    1,
                    1,
                    0,
                    1,
                    hoje - 50 * dia,
                ),
            ),
        ),
        (
            "faturamento.vencimento_alternativo",
            colunas(
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
        ("arrecadacao.banco", colunas("bnco_id bnco_nmabreviado bnco_nmbanco", (1, "BANCO", "BANCO DE TESTE"))),
        (
            "arrecadacao.agencia",
            colunas("agen_id bnco_id agen_cdagencia agen_nmagencia agen_nnfone", (1, 1, "1", "CENTRO", "0")),
        ),
        ("arrecadacao.conta_bancaria", colunas("ctbc_id ctbc_nnconta agen_id", (1, "1", 1))),
        ("arrecadacao.arrecadador", colunas("arrc_id clie_id arrc_cdagente", (1, IDS.cliente_cnpj, 1))),
        (
            "arrecadacao.aviso_bancario",
            colunas(
                "avbc_id avbc_dtlancamento avbc_amreferenciaarrecadacao arrc_id ctbc_id", (1, pago, _mes(pago), 1, 1)
            ),
        ),
        (
            "arrecadacao.pagamento",
            colunas(
                "pgmt_id imov_id cnta_id pgmt_vlpagamento pgmt_dtpagamento pgmt_amreferenciapagamento"
                " pgmt_amreferenciaarrecadacao pgst_idatual loca_id dotp_id avbc_id",
                (1, IDS.imovel_pagamento_duplicado, 5, 80, pago, _mes(hoje, 3), _mes(pago), 1, 1, 1, 1),
                (2, IDS.imovel_pagamento_duplicado, 6, 80, pago, _mes(hoje, 5), _mes(pago), 1, 1, 1, 1),
                (3, IDS.imovel_normal, None, 80, pago, _mes(hoje, 3), _mes(pago), 0, 1, 1, 1),
            ),
        ),
    ]
