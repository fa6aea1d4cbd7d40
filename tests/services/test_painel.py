"""The Painel: each number against rows made by hand, and against the list behind it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import count
from random import Random
from typing import Any

import pytest
from sqlalchemy import URL, cast, literal, select, text
from sqlalchemy import Date as DataSQL
from sqlalchemy.orm import Session

from gsan_desk.database.banco import Banco
from gsan_desk.domain.codigos import SituacaoRA
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import RegraViolada
from gsan_desk.domain.filtro_ra import FiltroRA, Periodo
from gsan_desk.domain.painel import (
    IDADES,
    PRAZOS,
    VENCIDOS,
    Dia,
    FiltroPainel,
    Leitura,
    da_especificacao,
    da_unidade,
    lista_de_todos,
    pendentes,
    periodo_padrao,
    reiterados,
    unidade_padrao,
)
from gsan_desk.domain.prazo import dia_util
from gsan_desk.services import painel, ra_filtrar
from gsan_desk.services.painel.uteis import uteis_entre
from gsan_desk.services.sessao import entrar
from tests.services import muitos_ras
from tests.support.banco import conectar
from tests.support.cenario import IDS
from tests.support.comandos import comandos, plano

LEITURAS = (
    painel.abertos,
    painel.prazos,
    painel.por_dia,
    painel.tempo_medio,
    painel.reiterados_por_unidade,
    painel.reiterados_por_especificacao,
    painel.mais_reiterados,
)
INDICES = {
    "abertos": ("Index Only Scan using gd_ra_caixa",),
    "prazos": ("Index Only Scan using gd_ra_caixa",),
    "por_dia": ("rgat_tmregistroatendimento >=", "Index Only Scan using gd_ra_encerramento"),
    "tempo_medio": ("Index Only Scan using gd_ra_encerramento",),
    "reiterados_por_unidade": ("Index Only Scan using gd_ra_reiterado",),
    "reiterados_por_especificacao": ("Index Only Scan using gd_ra_reiterado",),
    "mais_reiterados": ("Index Scan using gd_ra_reiterado",),
}
RA = "atendimentopublico.registro_atendimento"
SEXTA, SABADO, SEGUNDA, TERCA = date(2026, 3, 6), date(2026, 3, 7), date(2026, 3, 9), date(2026, 3, 10)
em = datetime.fromisoformat
MARCO = FiltroPainel(Periodo(date(2026, 3, 1), date(2026, 3, 31)))
OPERACAO, LOJA = IDS.unidade_operacional, IDS.unidade_loja


class Mao:
    """Makes RAs by hand in a base that has none of its own."""

    def __init__(self, sessao: Session) -> None:
        self._sessao, self._ids = sessao, count(700_001)
        sessao.execute(text(f"DELETE FROM {RA}"))
        self.hoje: date = sessao.execute(text("SELECT localtimestamp::date")).scalar_one()

    def ra(self, atendimento: datetime | date, **colunas: Any) -> int:
        """Insert a pendente of today's deadline, in the unit of operação, changed as told."""
        id_ = next(self._ids)
        quando = atendimento if isinstance(atendimento, datetime) else datetime.combine(atendimento, time(9))
        linha = {
            "rgat_id": id_,
            "step_id": IDS.espec_simples,
            "meso_id": 1,
            "rgat_cdsituacao": 1,
            "rgat_icatendimentoonline": 1,
            "rgat_tmregistroatendimento": quando,
            "rgat_dtprevistaoriginal": self.hoje,
            "rgat_dtprevistaatual": self.hoje,
            "unid_idatual": OPERACAO,
            "rgat_tmultimaalteracao": quando,
        } | colunas
        nomes = ", ".join(linha)
        self._sessao.execute(text(f"INSERT INTO {RA} ({nomes}) VALUES ({', '.join(f':{n}' for n in linha)})"), linha)
        return id_

    def encerrado(self, atendimento: datetime | date, fim: datetime, **colunas: Any) -> int:
        """Insert a closed one."""
        return self.ra(
            atendimento,
            **({"rgat_cdsituacao": 2, "amen_id": IDS.motivo_concluido, "rgat_tmencerramento": fim} | colunas),
        )

    def ha(self, dias: int) -> date:
        """Give a day of the past; a negative number is the future."""
        return self.hoje - timedelta(days=dias)

    def feriado(self, *dias: date) -> None:
        """Make holidays."""
        for numero, dia in enumerate(dias):
            self._sessao.execute(
                text("INSERT INTO cadastro.nacional_feriado (nfer_id, nfer_dtferiado) VALUES (:n, :dia)"),
                {"n": 90_000 + numero, "dia": dia},
            )


@pytest.fixture
def mao(sessao: Session) -> Mao:
    sessao.execute(text("SET session_replication_role = replica"))  # what hangs on the RAs stays
    return Mao(sessao)


@pytest.fixture
def tudo(mao: Mao) -> FiltroPainel:
    return FiltroPainel(periodo_padrao(mao.hoje))


def quantos(sessao: Session, contexto: Contexto, lista: FiltroRA) -> int:
    """Count what the list shows, by the rules of the list."""
    ra_filtrar.pesquisar(sessao, contexto, lista)
    return ra_filtrar.contar(sessao, contexto, lista).n


def tempos(leitura: Leitura[Any]) -> dict[int, tuple[int, int, Decimal | None]]:
    return {x.especificacao_id: (x.encerrados, x.duplicados, x.media) for x in leitura.linhas}


def test_open_ras_by_unit_and_age_in_whole_days(
    sessao: Session, contexto: Contexto, mao: Mao, tudo: FiltroPainel
) -> None:
    for dias in (0, 2, 3, 7, 8, 15, 16, 30, 31, 60, 61, 400, -1):
        mao.ra(datetime.combine(mao.ha(dias), time(23, 59, 59)))
        mao.ra(datetime.combine(mao.ha(dias), time(0)), unid_idatual=LOJA)
    mao.ra(mao.ha(1), unid_idatual=LOJA, rgat_cdsituacao=3)
    mao.ra(mao.ha(1), unid_idatual=None, rgat_cdsituacao=3)
    mao.encerrado(mao.ha(9), datetime.combine(mao.ha(1), time(9)))
    lida = painel.abertos(sessao, contexto, tudo)
    assert [(x.unidade_id, x.nome, x.faixas, x.bloqueados) for x in lida.linhas] == [
        (LOJA, "LOJA DE ATENDIMENTO CENTRO", (3, 2, 2, 2, 2, 2), 1),
        (OPERACAO, "OPERAÇÃO DE ÁGUA", (3, 2, 2, 2, 2, 2), 0),
        (None, "(sem unidade atual)", (0, 0, 0, 0, 0, 0), 1),
    ]
    todos = lista_de_todos(tudo, contexto.dominios.unidades)
    for linha in lida.linhas:
        lista = da_unidade(todos, linha.unidade_id)
        for faixa, n in zip(IDADES, linha.faixas, strict=True):
            da_faixa = replace(pendentes(lista), atendimento=faixa.periodo(lida.momento.date()))
            assert quantos(sessao, contexto, da_faixa) == n, faixa.nome
        assert quantos(sessao, contexto, pendentes(lista)) == linha.pendentes
        assert quantos(sessao, contexto, replace(lista, situacao=SituacaoRA.BLOQUEADO)) == linha.bloqueados


def test_deadlines_are_of_pendentes_alone(sessao: Session, contexto: Contexto, mao: Mao, tudo: FiltroPainel) -> None:
    for dias in (-9, -1, 0, 1, 7, 8, 30, 31, 90):
        mao.ra(mao.ha(100), rgat_dtprevistaatual=mao.ha(dias))
    mao.ra(mao.ha(100), rgat_dtprevistaatual=mao.ha(9), rgat_cdsituacao=3)
    mao.ra(mao.ha(100), rgat_dtprevistaatual=mao.ha(9), unid_idatual=None)
    mao.encerrado(mao.ha(100), datetime.combine(mao.hoje, time(0)), rgat_dtprevistaatual=mao.ha(9))
    lida = painel.prazos(sessao, contexto, tudo)
    assert [(x.unidade_id, x.faixas, x.vencidos, x.pendentes) for x in lida.linhas] == [
        (OPERACAO, (2, 1, 2, 2, 2), 6, 9),
        (None, (0, 0, 0, 1, 0), 1, 1),
    ]
    todos = pendentes(lista_de_todos(tudo, contexto.dominios.unidades))
    for linha in lida.linhas:
        lista = da_unidade(todos, linha.unidade_id)
        for faixa, n in zip((*PRAZOS, VENCIDOS), (*linha.faixas, linha.vencidos), strict=True):
            assert quantos(sessao, contexto, replace(lista, prevista=faixa.periodo(lida.momento.date()))) == n


def test_each_day_of_the_period_has_its_row(sessao: Session, contexto: Contexto, mao: Mao) -> None:
    filtro = FiltroPainel(Periodo(SEXTA, SEGUNDA))
    mao.ra(em("2026-03-06"))
    mao.ra(em("2026-03-06T23:59:59.999000"), rgat_cdsituacao=3)
    mao.ra(em("2026-03-05T23:59:59"))
    mao.ra(em("2026-03-10"))
    mao.encerrado(SEXTA, em("2026-03-09T23:59"), amen_id=IDS.motivo_duplicidade)
    mao.encerrado(date(2020, 1, 1), em("2026-03-09"), unid_idatual=None)
    mao.encerrado(date(2020, 1, 1), em("2026-03-10"))
    lida = painel.por_dia(sessao, contexto, filtro)
    assert lida.linhas == (
        Dia(SEXTA, 3, 0),
        Dia(SABADO, 0, 0),
        Dia(date(2026, 3, 8), 0, 0),
        Dia(SEGUNDA, 0, 2),
    )
    for linha in lida.linhas:
        dia = Periodo(linha.dia, linha.dia)
        assert quantos(sessao, contexto, FiltroRA(atendimento=dia)) == linha.abertos
        assert quantos(sessao, contexto, FiltroRA(encerramento=dia)) == linha.encerrados


def test_mean_time_in_dias_uteis_leaves_duplicates_out(sessao: Session, contexto: Contexto, mao: Mao) -> None:
    mao.feriado(SEGUNDA, SABADO)
    mao.encerrado(SEXTA, em("2026-03-10T08:00"))  # the weekend and the holiday do not count
    mao.encerrado(SEXTA, em("2026-03-09T08:00"))  # closed on a holiday
    mao.encerrado(SEXTA, em("2026-03-12T08:00"))
    mao.encerrado(SEXTA, em("2026-03-31T23:59:59"), amen_id=IDS.motivo_duplicidade)
    mao.encerrado(SEXTA, em("2026-03-10T08:00"), step_id=IDS.espec_urgente, amen_id=None)
    mao.encerrado(SABADO, em("2026-03-06T08:00"), step_id=IDS.espec_cliente)  # closed before it was registered
    mao.encerrado(SEXTA, em("2026-03-07"), step_id=IDS.espec_matricula, amen_id=IDS.motivo_duplicidade)
    mao.encerrado(SEXTA, em("2026-04-01"), step_id=IDS.espec_matricula)
    mao.ra(SEXTA, step_id=IDS.espec_matricula)
    lida = painel.tempo_medio(sessao, contexto, MARCO)
    assert tempos(lida) == {
        IDS.espec_simples: (4, 1, Decimal("1.3")),  # 1, 0 and 3
        IDS.espec_urgente: (1, 0, Decimal("1.0")),
        IDS.espec_cliente: (1, 0, Decimal("0.0")),
        IDS.espec_matricula: (1, 1, None),
    }
    assert lida.linhas[0].especificacao_id == IDS.espec_simples
    assert lida.linhas[-1].especificacao_id == IDS.espec_matricula
    assert next(x.prazo for x in lida.linhas if x.especificacao_id == IDS.espec_simples) == 5
    for linha in lida.linhas:
        lista = da_especificacao(FiltroRA(encerramento=MARCO.periodo), linha.especificacao_id, linha.tipo_id)
        assert quantos(sessao, contexto, lista) == linha.encerrados
        assert quantos(sessao, contexto, replace(lista, motivo_encerramento_ids=(IDS.motivo_duplicidade,))) == (
            linha.duplicados
        )


def test_a_base_without_holidays_has_a_mean_too(sessao: Session, contexto: Contexto, mao: Mao) -> None:
    sessao.execute(text("DELETE FROM cadastro.nacional_feriado"))
    mao.encerrado(SEXTA, em("2026-03-13"))
    assert tempos(painel.tempo_medio(sessao, contexto, MARCO))[IDS.espec_simples][2] == 5


def test_dias_uteis_of_the_server_are_those_of_the_data_prevista(sessao: Session, mao: Mao) -> None:
    sorteio = Random(4)
    feriados = frozenset(date(2020, 1, 1) + timedelta(days=sorteio.randrange(2500)) for _ in range(60))
    sessao.execute(text("DELETE FROM cadastro.nacional_feriado"))
    mao.feriado(*feriados)
    for _ in range(200):
        de = date(2019, 12, 1) + timedelta(days=sorteio.randrange(2600))
        ate = de + timedelta(days=sorteio.randrange(-5, 400))
        contados = sum(dia_util(de + timedelta(days=n), feriados) for n in range(1, (ate - de).days + 1))
        no_servidor = select(uteis_entre(cast(literal(de), DataSQL), cast(literal(ate), DataSQL)))
        assert sessao.execute(no_servidor).scalar_one() == contados, (de, ate)


def test_reiterados_by_unit_by_especificacao_and_one_by_one(
    sessao: Session, contexto: Contexto, mao: Mao, tudo: FiltroPainel
) -> None:
    muito = mao.ra(mao.ha(5), rgat_qtreiteracoes=7, rgat_tmultimareiteracao=datetime.combine(mao.hoje, time(8)))
    velho = mao.ra(mao.ha(9), rgat_qtreiteracoes=2, step_id=IDS.espec_urgente, unid_idatual=LOJA)
    novo = mao.ra(mao.ha(3), rgat_qtreiteracoes=2, unid_idatual=None)
    mao.ra(mao.ha(3), rgat_qtreiteracoes=0)
    mao.ra(mao.ha(3))
    mao.ra(mao.ha(3), rgat_qtreiteracoes=9, rgat_cdsituacao=3)
    mao.encerrado(mao.ha(3), datetime.combine(mao.hoje, time(0)), rgat_qtreiteracoes=9)
    unidades = painel.reiterados_por_unidade(sessao, contexto, tudo)
    assert [(x.unidade_id, x.ras, x.reiteracoes) for x in unidades.linhas] == [
        (OPERACAO, 1, 7),
        (LOJA, 1, 2),
        (None, 1, 2),
    ]
    especificacoes = painel.reiterados_por_especificacao(sessao, contexto, tudo)
    assert [(x.especificacao_id, x.ras, x.reiteracoes) for x in especificacoes.linhas] == [
        (IDS.espec_simples, 2, 9),
        (IDS.espec_urgente, 1, 2),
    ]
    lista = lista_de_todos(tudo, contexto.dominios.unidades)
    for linha in especificacoes.linhas:
        da = da_especificacao(reiterados(lista), linha.especificacao_id, linha.tipo_id)
        assert quantos(sessao, contexto, da) == linha.ras
    mais = painel.mais_reiterados(sessao, contexto, tudo).linhas
    assert [x.id for x in mais] == [muito, velho, novo]
    assert mais[0].ultima == datetime.combine(mao.hoje, time(8))
    assert (mais[1].unidade, mais[1].ultima) == ("LOJA DE ATENDIMENTO CENTRO", None)


def test_a_unit_stands_for_all_below_it_and_a_leaf_for_itself(
    sessao: Session, contexto: Contexto, mao: Mao, tudo: FiltroPainel
) -> None:
    for unidade in (IDS.unidade_centralizadora, OPERACAO, IDS.unidade_esgoto, LOJA, IDS.unidade_central, None):
        mao.ra(mao.hoje, unid_idatual=unidade)

    def unidades(unidade_id: int | None) -> set[int | None]:
        return {x.unidade_id for x in painel.abertos(sessao, contexto, replace(tudo, unidade_id=unidade_id)).linhas}

    assert unidades(IDS.unidade_centralizadora) == {IDS.unidade_centralizadora, OPERACAO, IDS.unidade_esgoto}
    assert unidades(LOJA) == {LOJA}
    assert unidades(None) == {IDS.unidade_centralizadora, OPERACAO, IDS.unidade_esgoto, LOJA, IDS.unidade_central, None}
    lista = lista_de_todos(replace(tudo, unidade_id=IDS.unidade_centralizadora), contexto.dominios.unidades)
    assert quantos(sessao, contexto, lista) == 3


def test_the_tipos_chosen_narrow_every_reading(sessao: Session, contexto: Contexto, mao: Mao) -> None:
    filtro = FiltroPainel(periodo_padrao(mao.hoje), None, (IDS.tipo_falta_agua, IDS.tipo_esgoto))
    agora = datetime.combine(mao.hoje, time(0))
    for espec in (IDS.espec_falta_agua_imovel, IDS.espec_esgoto, IDS.espec_simples):
        mao.ra(mao.hoje, step_id=espec, rgat_qtreiteracoes=1)
        mao.encerrado(mao.hoje, agora, step_id=espec)
    assert sum(x.pendentes for x in painel.abertos(sessao, contexto, filtro).linhas) == 2
    assert sum(x.pendentes for x in painel.prazos(sessao, contexto, filtro).linhas) == 2
    assert painel.por_dia(sessao, contexto, filtro).linhas[-1] == Dia(mao.hoje, 4, 2)
    assert set(tempos(painel.tempo_medio(sessao, contexto, filtro))) == {
        IDS.espec_falta_agua_imovel,
        IDS.espec_esgoto,
    }
    assert sum(x.ras for x in painel.reiterados_por_unidade(sessao, contexto, filtro).linhas) == 2
    assert len(painel.mais_reiterados(sessao, contexto, filtro).linhas) == 2


def test_who_works_in_the_call_centre_begins_with_the_whole_company(contexto: Contexto) -> None:
    def de(unidade_id: int | None) -> Contexto:
        return replace(contexto, operador=replace(contexto.operador, unidade_id=unidade_id))

    assert unidade_padrao(de(IDS.unidade_regional)) == IDS.unidade_regional
    assert unidade_padrao(de(IDS.unidade_central)) is None
    assert unidade_padrao(de(None)) is None


@pytest.mark.parametrize(
    ("periodo", "codigo"),
    [
        (Periodo(SEXTA, None), "PAINEL_PERIODO"),
        (Periodo(), "PAINEL_PERIODO"),
        (Periodo(SEGUNDA, SEXTA), "M63"),
        (Periodo(date(2024, 1, 1), date(2025, 1, 1)), "PAINEL_PERIODO_LONGO"),
    ],
)
def test_the_period_has_two_ends_in_order_and_a_year_at_most(
    sessao: Session, contexto: Contexto, periodo: Periodo, codigo: str
) -> None:
    for ler in LEITURAS:
        with pytest.raises(RegraViolada) as erro:
            ler(sessao, contexto, FiltroPainel(periodo))
        assert [(v.codigo, v.campo) for v in erro.value.violacoes] == [(codigo, "painel.periodo")]


def test_a_leap_year_is_a_year(sessao: Session, contexto: Contexto) -> None:
    ano = FiltroPainel(Periodo(date(2024, 1, 1), date(2024, 12, 31)))
    assert len(painel.por_dia(sessao, contexto, ano).linhas) == 366


def test_an_empty_reading_has_its_time(sessao: Session, contexto: Contexto, mao: Mao, tudo: FiltroPainel) -> None:
    lida = painel.abertos(sessao, contexto, tudo)
    assert lida.linhas == ()
    assert lida.momento.date() == mao.hoje
    assert lida.momento.tzinfo is None


@pytest.mark.parametrize("ler", LEITURAS, ids=lambda ler: ler.__name__)
def test_one_statement_by_an_index_under_the_rights_of_a_supervisor(
    sessao: Session, dsn: URL, como: Callable[[str], Banco], ler: Any
) -> None:
    """Nearly all of the RAs are closed, as in a base of some years."""
    muitos_ras.criar(sessao, 4000)
    sessao.execute(text(f"UPDATE {RA} SET rgat_cdsituacao = 2, rgat_tmencerramento = now() WHERE rgat_id % 20 <> 1"))
    sessao.execute(text(f"UPDATE {RA} SET rgat_qtreiteracoes = NULL WHERE rgat_id % 200 <> 1"))
    sessao.commit()
    with conectar(dsn) as conexao:
        conexao.execute(f"VACUUM (FREEZE, ANALYZE) {RA}")
    supervisor = como("supervisor")
    contexto = supervisor.executar(entrar)

    def planejar(session: Session) -> tuple[int, str]:
        hoje = session.execute(text("SELECT current_date")).scalar_one()
        with comandos(session) as vistos:
            ler(session, contexto, FiltroPainel(periodo_padrao(hoje)))
        return len(vistos), plano(session, vistos)

    quantas, texto = supervisor.executar(planejar)
    assert quantas == 1
    for esperado in INDICES[ler.__name__]:
        assert esperado in texto, texto
    assert "Seq Scan on registro_atendimento" not in texto


def test_the_server_plans_for_the_very_period_and_units_however_often_they_are_read(
    como: Callable[[str], Banco],
) -> None:
    """A prepared statement gets one plan for any values: for three hundred units it takes ten times as long."""
    supervisor = como("supervisor")
    contexto = supervisor.executar(entrar)

    def muitas_vezes(session: Session) -> list[str]:
        hoje = session.execute(text("SELECT current_date")).scalar_one()
        for _ in range(12):
            for ler in LEITURAS:
                ler(session, contexto, FiltroPainel(periodo_padrao(hoje)))
            session.execute(text("SELECT 'esta sim'"))
        return list(session.scalars(text("SELECT statement FROM pg_prepared_statements")))

    preparados = supervisor.executar(muitas_vezes)
    assert [comando for comando in preparados if "json_agg" in comando] == []
    assert any("esta sim" in comando for comando in preparados)
