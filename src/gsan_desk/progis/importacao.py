"""One run of an intake: read on, insert, remember where (issue 6, points 1 and 7).

Each report is a transaction of its own, and the position moves only after its batch: a run that is cut short repeats
some, and the server leaves out what it has.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import psycopg

from gsan_desk.domain.relato import FOTOS_MAXIMAS, RelatoRecebido
from gsan_desk.progis.exif import posicao_da_foto
from gsan_desk.progis.fonte import BuscaFotos, Fonte
from gsan_desk.progis.fotos import limpar_foto

_INSERIR = """
    INSERT INTO gsan_desk.relato_cidadao (origem, id_externo, enviado_em, telefone, nome, problema, latitude, longitude,
        precisao_m, endereco, bairro, municipio, ponto_referencia, descricao)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, nullif(%s, ''), %s, %s, %s, %s) ON CONFLICT DO NOTHING
"""
_SITUAR = "SELECT gsan_desk.situar_relato(%s::text, %s::text, %s::numeric, %s::numeric)"
_FOTO = "INSERT INTO gsan_desk.relato_foto (origem, id_externo, ordem, conteudo) VALUES (%s, %s, %s, %s)"


@dataclass(frozen=True, slots=True)
class Resumo:
    """What became of a run; ``deixados`` had entered before or were beyond the limit of their phone."""

    novos: int = 0
    deixados: int = 0
    fotos: int = 0
    recusados: tuple[tuple[str, str], ...] = ()

    def mais(self, outro: "Resumo") -> "Resumo":
        """Add up."""
        return Resumo(
            self.novos + outro.novos,
            self.deixados + outro.deixados,
            self.fotos + outro.fotos,
            self.recusados + outro.recusados,
        )


def importar(conexao: psycopg.Connection[Any], fonte: Fonte) -> Resumo:
    """Bring in all that is new; the connection is in autocommit and holds ``gsan_desk_intake``.

    Raises:
        FonteIndisponivel: the source fails half way; what was brought in stays.
    """
    linha = conexao.execute("SELECT gsan_desk.posicao_da_fonte(%s::text)", (fonte.nome,)).fetchone()
    total = Resumo()
    for lote in fonte.ler(linha[0] if linha is not None else None):
        total = total.mais(gravar(conexao, fonte.nome, lote.relatos, lote.fotos)).mais(Resumo(recusados=lote.recusados))
        conexao.execute("SELECT gsan_desk.avancar_fonte(%s::text, %s::text)", (fonte.nome, lote.ate))
    return total


def gravar(
    conexao: psycopg.Connection[Any], origem: str, relatos: Iterable[RelatoRecebido], fotos: BuscaFotos
) -> Resumo:
    """Insert reports, one transaction each; one that the server refuses stops no other."""
    total = Resumo()
    for relato in relatos:
        try:
            with conexao.transaction():
                total = total.mais(_um(conexao, origem, relato, fotos))
        except (psycopg.IntegrityError, psycopg.DataError) as erro:
            motivo = str(erro).splitlines()[0][:120]
            total = total.mais(Resumo(recusados=((relato.id_externo, motivo),)))
    return total


def _um(conexao: psycopg.Connection[Any], origem: str, relato: RelatoRecebido, fotos: BuscaFotos) -> Resumo:
    inserido = conexao.execute(
        _INSERIR,
        (
            origem,
            relato.id_externo,
            relato.enviado_em,
            relato.telefone,
            relato.nome,
            int(relato.problema),
            relato.latitude,
            relato.longitude,
            relato.precisao,
            relato.endereco,
            relato.bairro,
            relato.municipio,
            relato.ponto_referencia,
            relato.descricao,
        ),
    )
    if inserido.rowcount == 0:
        return Resumo(deixados=1)
    pares = [(bruta, limpa) for bruta in fotos(relato) if (limpa := limpar_foto(bruta)) is not None][:FOTOS_MAXIMAS]
    for ordem, (_, foto) in enumerate(pares, 1):
        conexao.execute(_FOTO, (origem, relato.id_externo, ordem, foto))
    if relato.latitude is None:
        _situar(conexao, origem, relato, (bruta for bruta, _ in pares))
    return Resumo(novos=1, fotos=len(pares))


def _situar(conexao: psycopg.Connection[Any], origem: str, relato: RelatoRecebido, brutas: Iterable[bytes]) -> None:
    """Place a report where the first of its photos that says so was taken."""
    lugar = next((lugar for bruta in brutas if (lugar := posicao_da_foto(bruta)) is not None), None)
    if lugar is not None:
        conexao.execute(_SITUAR, (origem, relato.id_externo, *lugar))
