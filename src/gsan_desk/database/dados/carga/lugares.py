"""Domain rows and places that grow with the size: they are few enough to be drawn here and sent by COPY."""

from dataclasses import dataclass, field
from random import Random
from typing import Any

from psycopg import Connection

from gsan_desk.database.dados.carga.tamanho import Tamanho
from gsan_desk.database.dados.demo import nomes
from gsan_desk.database.dados.linhas import Linha, copiar

_EXECUTORA, _ATENDENTE = 5, 2
_PRIMEIRO_CEP = 56_000_000
_LADO = 400
"""Bairros lie on a grid, so many metres apart and so many a row."""
_POR_FILA = 60


@dataclass(frozen=True, slots=True)
class _Localidade:
    id: int
    municipio: int


@dataclass(slots=True)
class _Bairro:
    """A bairro of the load, with the setor of the same localidade."""

    id: int
    localidade: _Localidade
    setor: int
    rota: int
    areas: list[int]
    quadras: list[int] = field(default_factory=list)


@dataclass(slots=True)
class _Novos:
    """Next free ids, and the rows by table."""

    conexao: Connection[Any]
    linhas: dict[str, list[Linha]] = field(default_factory=dict)
    _proximos: dict[str, int] = field(default_factory=dict)

    def por(self, tabela: str, chave: str, **colunas: Any) -> int:
        """Add a row and tell its id."""
        if tabela not in self._proximos:
            self._proximos[tabela] = self.maior(tabela, chave)
        self._proximos[tabela] += 1
        self.linhas.setdefault(tabela, []).append({chave: self._proximos[tabela]} | colunas)
        return self._proximos[tabela]

    def maior(self, tabela: str, coluna: str) -> int:
        """Read the largest value of a column."""
        (valor,) = self.conexao.execute(f"SELECT coalesce(max({coluna}), 0) FROM {tabela}").fetchone() or (0,)  # noqa: S608 - names of ours
        return int(valor)

    def copiar(self) -> None:
        """Send the rows, in the order in which the tables were met."""
        for tabela, linhas in self.linhas.items():
            copiar(self.conexao, tabela, linhas)
        self.linhas.clear()


def aumentar_dominios(conexao: Connection[Any], rng: Random, tamanho: Tamanho) -> list[str]:
    """Add localidades, unidades, people and especificações up to the size; tell which tables were touched."""
    novos = _Novos(conexao)
    _localidades(novos, tamanho)
    _unidades(novos, rng, tamanho)
    tocadas = list(novos.linhas)
    novos.copiar()
    _especificacoes(conexao, tamanho)
    return [*tocadas, "atendimentopublico.solicitacao_tipo_espec"]


def _localidades(novos: _Novos, tamanho: Tamanho) -> None:
    modelo = novos.conexao.execute(
        "SELECT m.rdes_id, m.mreg_id, m.unfe_id, m.muni_cdddd, l.greg_id, l.uneg_id, (SELECT count(*)"
        " FROM cadastro.localidade) FROM cadastro.localidade l JOIN cadastro.municipio m ON muni_id = muni_idprincipal"
        " ORDER BY loca_id LIMIT 1"
    ).fetchone()
    if modelo is None:
        return
    regiao, microrregiao, uf, ddd, gerencia, negocio, quantas = modelo
    for n in range(quantas + 1, tamanho.localidades + 1):
        nome = f"{nomes.MUNICIPIOS[n % len(nomes.MUNICIPIOS)]} {n}"
        comuns = {"rdes_id": regiao, "mreg_id": microrregiao, "unfe_id": uf, "muni_cdddd": ddd}
        municipio = novos.por("cadastro.municipio", "muni_id", muni_nmmunicipio=nome, **comuns)
        pais = {"greg_id": gerencia, "uneg_id": negocio, "muni_idprincipal": municipio}
        novos.por("cadastro.localidade", "loca_id", loca_nmlocalidade=nome, loca_cdelo=n, **pais)


def _unidades(novos: _Novos, rng: Random, tamanho: Tamanho) -> None:
    """Executoras and lojas below the units that are there, and people for each; the old ones keep theirs."""
    (quantas, empresa, superior, pessoas, situacao, abrangencia) = (
        novos.conexao.execute(
            "SELECT count(*), min(u.empr_id), min(unid_id), (SELECT count(*) FROM seguranca.usuario),"
            " (SELECT min(usst_id) FROM seguranca.usuario), (SELECT min(usab_id) FROM seguranca.usuario)"
            " FROM cadastro.unidade_organizacional u"
        ).fetchone()
        or (0,) * 6
    )
    novas = []
    for n in range(quantas + 1, tamanho.unidades + 1):
        loja = rng.random() < 0.2
        nome = f"{'LOJA' if loja else 'OPERAÇÃO'} {rng.choice(nomes.RUAS)} {n}"
        caracteristicas = {
            "untp_id": 4 if loja else _EXECUTORA,
            "unid_icabertura": 1 if loja else 2,
            "unid_ictramite": 1,
        }
        novas.append(
            novos.por(
                "cadastro.unidade_organizacional",
                "unid_id",
                unid_dsunidade=nome[:80],
                unid_dssiglaunidade=f"U{n:04d}",
                unid_idsuperior=superior,
                empr_id=empresa,
                **caracteristicas,
            )
        )
    for n in range(pessoas, tamanho.usuarios if novas else pessoas):
        usuario = novos.por(
            "seguranca.usuario",
            "usur_id",
            usur_nmlogin=f"carga{n:06d}",
            usur_nmusuario=f"{rng.choice(nomes.MULHERES)} {rng.choice(nomes.SOBRENOMES)} {n}",
            unid_id=novas[n % len(novas)],
            empr_id=empresa,
            utip_id=2,
            usst_id=situacao,
            usab_id=abrangencia,
        )
        novos.linhas.setdefault("seguranca.usuario_grupo", []).append({"usur_id": usuario, "grup_id": _ATENDENTE})


_CLONAR_ESPECIFICACOES = """
INSERT INTO atendimentopublico.solicitacao_tipo_espec
SELECT novo.*
FROM (SELECT e, row_number() OVER (ORDER BY step_id) AS k, count(*) OVER () AS quantas, max(step_id) OVER () AS maior
    FROM atendimentopublico.solicitacao_tipo_espec e) AS modelo
JOIN generate_series(1, %(novas)s) AS n ON modelo.k = 1 + n %% modelo.quantas
CROSS JOIN LATERAL jsonb_populate_record(NULL::atendimentopublico.solicitacao_tipo_espec, to_jsonb(modelo.e)
    || jsonb_build_object('step_id', modelo.maior + n, 'step_dssolcttipoespec',
        left((modelo.e).step_dssolcttipoespec, 42) || ' ' || n::text)) AS novo
ORDER BY n
"""


def _especificacoes(conexao: Connection[Any], tamanho: Tamanho) -> None:
    (quantas,) = conexao.execute("SELECT count(*) FROM atendimentopublico.solicitacao_tipo_espec").fetchone() or (0,)
    if tamanho.especificacoes > quantas:
        conexao.execute(_CLONAR_ESPECIFICACOES, {"novas": tamanho.especificacoes - quantas})


def espalhar(conexao: Connection[Any], rng: Random, tamanho: Tamanho) -> list[str]:
    """Lay out bairros, setores, quadras and streets, and list in ``gsan_desk_carga.lugar`` where an imóvel may be."""
    novos = _Novos(conexao)
    bairros = _bairros(novos, rng, tamanho)
    for n in range(tamanho.quadras):
        bairro = bairros[n % len(bairros)]
        numero = 1000 + 10 * len(bairro.quadras)
        redes = {"qdra_icredeagua": 2, "qdra_icredeesgoto": rng.choice((1, 2))}
        onde = {"stcm_id": bairro.setor, "bair_id": bairro.id, "rota_id": bairro.rota}
        bairro.quadras.append(novos.por("cadastro.quadra", "qdra_id", qdra_nnquadra=numero, **onde, **redes))
    lugares = _ruas(novos, rng, bairros, tamanho)
    tocadas = list(novos.linhas)
    novos.copiar()
    with conexao.cursor() as cursor, cursor.copy("COPY gsan_desk_carga.lugar FROM STDIN") as copia:
        for lugar in lugares:
            copia.write_row(lugar)
    return tocadas


def _bairros(novos: _Novos, rng: Random, tamanho: Tamanho) -> list[_Bairro]:
    """Give the first localidades, the capital's, most of the bairros."""
    localidades = [
        _Localidade(*linha)
        for linha in novos.conexao.execute(
            "SELECT loca_id, coalesce(muni_idprincipal, (SELECT min(muni_id) FROM cadastro.municipio))"
            " FROM cadastro.localidade ORDER BY loca_id"
        )
    ]
    tipo, empresa, faturamento, cobranca = novos.conexao.execute(
        "SELECT lttp_id, empr_id, ftgr_id, cbgr_id FROM micromedicao.rota ORDER BY rota_id LIMIT 1"
    ).fetchone() or (1, 1, 1, 1)
    comuns = {"lttp_id": tipo, "empr_id": empresa, "ftgr_id": faturamento, "cbgr_id": cobranca, "rota_cdrota": 1}
    codigo = 100 + novos.maior("cadastro.setor_comercial", "stcm_cdsetorcomercial")
    bairros = []
    for n in range(tamanho.bairros):
        lugar = localidades[n if n < len(localidades) else int(len(localidades) * rng.random() ** 3)]
        codigo += 1
        nome = f"{rng.choice(rng.choice(nomes.BAIRROS))} {n + 1}"
        bairro = novos.por(
            "cadastro.bairro", "bair_id", muni_id=lugar.municipio, bair_cdbairro=codigo, bair_nmbairro=nome
        )
        areas = [
            novos.por("cadastro.bairro_area", "brar_id", bair_id=bairro, brar_nmbairroarea=area)
            for area in nomes.AREAS[:2]
        ]
        setor = novos.por(
            "cadastro.setor_comercial",
            "stcm_id",
            loca_id=lugar.id,
            muni_id=lugar.municipio,
            stcm_cdsetorcomercial=codigo,
            stcm_nmsetorcomercial=f"SETOR {codigo}",
        )
        rota = novos.por("micromedicao.rota", "rota_id", stcm_id=setor, **comuns)
        bairros.append(_Bairro(bairro, lugar, setor, rota, areas))
    return bairros


def _ruas(novos: _Novos, rng: Random, bairros: list[_Bairro], tamanho: Tamanho) -> list[tuple[int, ...]]:
    """Draw the streets, one bairro after the other; give the rows of ``gsan_desk_carga.lugar``."""
    cep = max(_PRIMEIRO_CEP, novos.maior("cadastro.cep", "cep_cdcep") + 1)
    lugares: list[tuple[int, ...]] = []
    for n in range(tamanho.logradouros):
        ordem, volta = n % len(bairros), n // len(bairros)
        bairro = bairros[ordem]
        nome = f"{rng.choice(nomes.HOMENS)} {rng.choice(nomes.SOBRENOMES)} {rng.choice(nomes.SOBRENOMES)}"
        batismo = {"logr_nmlogradouro": nome[:40], "lgtp_id": rng.choice((1, 1, 1, 2, 3))}
        rua = novos.por("cadastro.logradouro", "logr_id", muni_id=bairro.localidade.municipio, **batismo)
        codigo = novos.por("cadastro.cep", "cep_id", cep_cdcep=cep + n, cept_id=3)
        no_bairro = novos.por("cadastro.logradouro_bairro", "lgbr_id", logr_id=rua, bair_id=bairro.id)
        no_cep = novos.por("cadastro.logradouro_cep", "lgcp_id", logr_id=rua, cep_id=codigo)
        quadra = bairro.quadras[volta % len(bairro.quadras)]
        leste = 285_000 + ordem % _POR_FILA * _LADO + rng.randrange(_LADO)
        norte = 9_100_000 + ordem // _POR_FILA * _LADO + rng.randrange(_LADO)
        onde = (bairro.setor, bairro.localidade.id, bairro.id, bairro.areas[n % len(bairro.areas)])
        lugares.append((n, no_bairro, no_cep, quadra, *onde, leste, norte))
    return lugares
