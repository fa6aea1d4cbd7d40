"""Contas, debts, payments and collection of the demo, as far as the RA reads them."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from gsan_desk.database.dados.demo.cadastro import CORTADO, LIGADO, Imovel
from gsan_desk.database.dados.linhas import Linha, Parte
from gsan_desk.domain.prazo import somar_meses

_NORMAL, _PAGA = 0, 13
_DUPLICADO, _CLASSIFICADO = 1, 0
_DIA_DO_VENCIMENTO = 10


@dataclass(frozen=True, slots=True)
class Duplicado:
    """A payment in duplicate that an RA may tie."""

    id: int
    conta_id: int
    referencia: int
    data: date
    valor: float


@dataclass(slots=True)
class Financeiro:
    """Rows of money; ``duplicados`` by imóvel."""

    rng: Random
    hoje: date
    geral: list[Linha] = field(default_factory=list)
    contas: list[Linha] = field(default_factory=list)
    historico: list[Linha] = field(default_factory=list)
    pagamentos: list[Linha] = field(default_factory=list)
    duplicados: dict[int, list[Duplicado]] = field(default_factory=dict)
    partes: list[Parte] = field(default_factory=list)

    def referencia(self, atras: int) -> int:
        """Reference aaaamm some months back."""
        mes = somar_meses(self.hoje.replace(day=1), -atras)
        return mes.year * 100 + mes.month

    def vencimento(self, atras: int) -> date:
        """Due date of the conta of that month: in the next one."""
        return somar_meses(self.hoje.replace(day=_DIA_DO_VENCIMENTO), 1 - atras)

    def conta(self, imovel: Imovel, atras: int, situacao: int, historico: bool = False) -> tuple[int, float]:
        """Add a conta, current or already in history; return its id and value."""
        id_, agua = len(self.geral) + 1, round(self.rng.lognormvariate(4.2, 0.5), 2)
        esgoto = round(agua * 0.6, 2) if imovel.esgoto == LIGADO else 0.0
        p = "cnhi" if historico else "cnta"
        self.geral.append({"cnta_id": id_, "cntg_ichistorico": 1 if historico else 2})
        (self.historico if historico else self.contas).append(
            {
                "cnta_id": id_,
                "imov_id": imovel.id,
                "loca_id": imovel.quadra.localidade_id,
                "qdra_id": imovel.quadra.id,
                "last_id": imovel.agua,
                "lest_id": imovel.esgoto,
                "iper_id": imovel.perfil,
                "cstf_id": 1,
                "dcst_idatual": situacao,
                f"{p}_amreferenciaconta": self.referencia(atras),
                f"{p}_amreferenciacontabil": self.referencia(atras),
                f"{p}_vlagua": agua,
                f"{p}_vlesgoto": esgoto,
                f"{p}_dtvencimentoconta": self.vencimento(atras),
                f"{p}_dtvencimentooriginal": self.vencimento(atras),
            }
        )
        return id_, round(agua + esgoto, 2)

    def pagar(self, imovel: Imovel, conta: int, valor: float, atras: int, situacao: int) -> None:
        """Add a payment of a conta."""
        data = min(self.vencimento(atras), self.hoje - timedelta(days=2))
        id_, referencia = len(self.pagamentos) + 1, self.referencia(atras)
        self.pagamentos.append(
            {
                "pgmt_id": id_,
                "imov_id": imovel.id,
                "cnta_id": conta,
                "pgmt_vlpagamento": valor,
                "pgmt_dtpagamento": data,
                "pgmt_amreferenciapagamento": referencia,
                "pgmt_amreferenciaarrecadacao": data.year * 100 + data.month,
                "pgst_idatual": situacao,
                "loca_id": imovel.quadra.localidade_id,
                "dotp_id": 1,
                "avbc_id": 1,
            }
        )
        if situacao == _DUPLICADO:
            self.duplicados.setdefault(imovel.id, []).append(Duplicado(id_, conta, referencia, data, valor))


def montar(rng: Random, imoveis: list[Imovel], hoje: date) -> Financeiro:
    """Give each imóvel its contas, and some of them debts, duplicate payments and collection."""
    dinheiro = Financeiro(rng, hoje)
    for imovel in imoveis:
        if imovel.agua in {LIGADO, CORTADO}:
            _faturar(dinheiro, imovel)
    ativos = [imovel for imovel in imoveis if not imovel.excluido]
    dinheiro.partes = [
        *_arrecadador(imoveis[0].usuario_id, hoje),
        ("faturamento.conta_geral", dinheiro.geral),
        ("faturamento.conta", dinheiro.contas),
        ("faturamento.conta_historico", dinheiro.historico),
        ("arrecadacao.pagamento", dinheiro.pagamentos),
        *_guias(dinheiro, rng.sample(ativos, 90)),
        *_debitos(dinheiro, rng.sample(ativos, 60)),
        ("faturamento.vencimento_alternativo", _vencimentos(dinheiro, rng.sample(ativos, 120))),
        ("cadastro.imovel_cobranca_situacao", _cobrancas(dinheiro, rng.sample(ativos, 90))),
    ]
    return dinheiro


def _faturar(dinheiro: Financeiro, imovel: Imovel) -> None:
    rng = dinheiro.rng
    devendo = rng.randrange(1, 9) if rng.random() < (0.9 if imovel.agua == CORTADO else 0.14) else 0
    if imovel.agua == LIGADO:
        imovel.contas.append(dinheiro.conta(imovel, 0, _NORMAL)[0])
    for atras in range(2, 2 + devendo):
        imovel.contas.append(dinheiro.conta(imovel, atras, _NORMAL)[0])
    for atras in rng.sample(range(10, 22), rng.choice((0, 0, 1, 2))):
        conta, valor = dinheiro.conta(imovel, atras, _PAGA, historico=True)
        dinheiro.pagar(imovel, conta, valor, atras, _CLASSIFICADO)
        if rng.random() < 0.04:
            dinheiro.pagar(imovel, conta, valor, atras, _DUPLICADO)
    if not devendo and rng.random() < 0.02:
        conta, valor = dinheiro.conta(imovel, 3, _PAGA)
        dinheiro.pagar(imovel, conta, valor, 3, _CLASSIFICADO)
        dinheiro.pagar(imovel, conta, valor, 3, _DUPLICADO)


def _arrecadador(cliente: int, hoje: date) -> list[Parte]:
    agencia = {"agen_id": 1, "bnco_id": 1, "agen_cdagencia": "1", "agen_nmagencia": "TAPERUCU", "agen_nnfone": "0"}
    aviso = {"avbc_id": 1, "avbc_dtlancamento": hoje, "avbc_amreferenciaarrecadacao": hoje.year * 100 + hoje.month}
    return [
        ("arrecadacao.banco", [{"bnco_id": 1, "bnco_nmabreviado": "BVALE", "bnco_nmbanco": "BANCO DO VALE"}]),
        ("arrecadacao.agencia", [agencia]),
        ("arrecadacao.conta_bancaria", [{"ctbc_id": 1, "ctbc_nnconta": "1000-1", "agen_id": 1}]),
        ("arrecadacao.arrecadador", [{"arrc_id": 1, "clie_id": cliente, "arrc_cdagente": 1}]),
        ("arrecadacao.aviso_bancario", [aviso | {"arrc_id": 1, "ctbc_id": 1}]),
    ]


def _guias(dinheiro: Financeiro, imoveis: list[Imovel]) -> list[Parte]:
    """Two thirds overdue, the rest to come."""
    linhas: list[Linha] = []
    for ordem, imovel in enumerate(imoveis, 1):
        vence = dinheiro.hoje + timedelta(days=dinheiro.rng.randrange(5, 30) if ordem % 3 == 0 else -30 - ordem)
        linhas.append(
            {
                "gpag_id": ordem,
                "loca_id": imovel.quadra.localidade_id,
                "imov_id": imovel.id,
                "clie_id": imovel.usuario_id,
                "gpag_amreferenciacontabil": dinheiro.referencia(1),
                "gpag_dtemissao": vence - timedelta(days=20),
                "gpag_dtvencimento": vence,
                "gpag_vldebito": round(dinheiro.rng.uniform(20, 300), 2),
                "fntp_id": 1,
                "dbtp_id": 99,
                "lict_id": 1,
                "dcst_idatual": _NORMAL,
            }
        )
    gerais: list[Linha] = [{"gpag_id": linha["gpag_id"]} for linha in linhas]
    return [("faturamento.guia_pagamento_geral", gerais), ("faturamento.guia_pagamento", linhas)]


def _debitos(dinheiro: Financeiro, imoveis: list[Imovel]) -> list[Parte]:
    linhas: list[Linha] = [
        {
            "dbac_id": ordem,
            "imov_id": imovel.id,
            "dbtp_id": 99,
            "dbac_amreferenciadebito": dinheiro.referencia(2),
            "dbac_amreferenciacontabil": dinheiro.referencia(2),
            "dbac_tmatudebito": dinheiro.hoje - timedelta(days=45),
            "dbac_vldebito": round(dinheiro.rng.uniform(90, 900), 2),
            "dbac_nnprestacaodebito": 6,
            "dbac_nnprestacaocobradas": dinheiro.rng.randrange(1, 6),
            "loca_id": imovel.quadra.localidade_id,
            "qdra_id": imovel.quadra.id,
            "fntp_id": 1,
            "lict_id": 1,
            "dcst_idatual": _NORMAL,
            "cbfm_id": 1,
        }
        for ordem, imovel in enumerate(imoveis, 1)
    ]
    gerais: list[Linha] = [{"dbac_id": linha["dbac_id"]} for linha in linhas]
    return [("faturamento.debito_a_cobrar_geral", gerais), ("faturamento.debito_a_cobrar", linhas)]


def _vencimentos(dinheiro: Financeiro, imoveis: list[Imovel]) -> list[Linha]:
    """Half of them too recent for another change."""
    return [
        {
            "venc_id": ordem,
            "imov_id": imovel.id,
            "venc_dtimplantacao": dinheiro.hoje - timedelta(days=(20 if ordem % 2 else 300) + ordem),
            "venc_ddvencimento": dinheiro.rng.choice((5, 10, 15, 20, 25)),
        }
        for ordem, imovel in enumerate(imoveis, 1)
    ]


def _cobrancas(dinheiro: Financeiro, imoveis: list[Imovel]) -> list[Linha]:
    for imovel in imoveis:
        imovel.cobrancas.append(dinheiro.rng.choice((1, 4, 4, 5, 11)))
    return [
        {
            "iscb_id": ordem,
            "imov_id": imovel.id,
            "cbst_id": imovel.cobrancas[0],
            "clie_id": imovel.usuario_id,
            "iscb_dtimplantacaocobranca": dinheiro.hoje - timedelta(days=ordem * 3),
        }
        for ordem, imovel in enumerate(imoveis, 1)
    ]
