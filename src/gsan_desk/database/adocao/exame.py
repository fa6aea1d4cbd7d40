"""``gsan-desk banco verificar``: looks at a base and says what it is, what it lacks, and what adopting would do.

It only reads, in a read-only transaction. The report is a plain structure of stable shape, which ``--json`` prints.
"""

from collections.abc import Iterator
from enum import IntEnum
from typing import Any

import psycopg

from gsan_desk import __version__
from gsan_desk.database.adocao import exame_estrutura, exame_papeis, exame_servidor, indices, plano, vivo
from gsan_desk.database.adocao.indices import EstadoIndice
from gsan_desk.database.adocao.vivo import Vivo
from gsan_desk.domain.requisitos import Falta, lista

FORMATO = 1
CODIFICACOES = {"UTF8", "LATIN1"}
CENTRAL = "atendimentopublico.registro_atendimento"


class Resultado(IntEnum):
    """What the command ends with."""

    UTILIZAVEL = 0
    COM_FUNCOES_DESLIGADAS = 1
    NAO_UTILIZAVEL = 2


def examinar(conexao: psycopg.Connection[Any], fuso: str | None = None) -> dict[str, Any]:
    """Read everything in one read-only transaction; what an old server can not tell is left empty."""
    with conexao.transaction():
        conexao.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        conexao.execute("SET LOCAL statement_timeout = 0")
        return _ler(conexao, fuso)


def _ler(conexao: psycopg.Connection[Any], fuso: str | None) -> dict[str, Any]:
    servidor = exame_servidor.servidor(conexao)
    agora = vivo.ler(conexao)
    tamanho = exame_servidor.tamanho(conexao)
    papeis = exame_papeis.papeis(conexao, agora)
    regras = exame_papeis.regras_de_acesso(conexao)
    opcionais = indices.examinar(conexao)
    desencontros = plano.faltas_da_base(agora)
    relatorio: dict[str, Any] = {
        "formato": FORMATO,
        "programa": __version__,
        "servidor": servidor,
        "tamanho": tamanho,
        "estrutura": exame_estrutura.estrutura(agora),
        "funcoes_desligadas": exame_estrutura.funcoes_desligadas(agora) if agora.tem(CENTRAL) else {},
        "sequencias_atrasadas": exame_estrutura.sequencias(conexao, agora),
        "gatilhos_alheios": exame_estrutura.gatilhos_alheios(conexao),
        "papeis": papeis,
        "pg_hba": {"regras": regras, "conselhos": list(exame_papeis.conselhos(tamanho["banco"], papeis, regras))},
        "indices": [_indice(indice) for indice in opcionais],
        "gsan_desk": {"instalado": agora.adotada, **_sem_datas(agora.base)},
        "adotar": _adotar(conexao, agora, desencontros, servidor, fuso),
    }
    relatorio["impedimentos"] = list(_impedimentos(relatorio, desencontros, agora))
    relatorio["avisos"] = list(_avisos(relatorio))
    relatorio["resultado"] = int(_resultado(relatorio))
    return relatorio


def _adotar(
    conexao: psycopg.Connection[Any],
    agora: Vivo,
    desencontros: tuple[Falta, ...],
    servidor: dict[str, Any],
    fuso: str | None,
) -> dict[str, Any]:
    """Say what adopting would do; nothing where it would refuse."""
    possivel = (
        servidor["suportado"] and not servidor["reserva"] and all(falta.funcoes for falta in desencontros)
    ) and agora.base.get("modo", "adotado") == "adotado"
    passos = plano.planejar(conexao, fuso or servidor["fuso"]).passos if possivel else ()
    return {
        "possivel": possivel,
        "passos": [{"nome": p.nome, "trava": p.tabela or None, "comandos": list(p.comandos)} for p in passos],
    }


def _indice(indice: indices.Indice) -> dict[str, Any]:
    return {
        "nome": indice.nome,
        "tabela": indice.tabela,
        "estado": indice.estado.value,
        "serve": indice.serve,
        "linhas": indice.linhas,
        "bytes": indice.tamanho,
        "comando": indice.comando,
    }


def _sem_datas(base: dict[str, Any]) -> dict[str, Any]:
    nomes = ("modo", "esquema", "fuso_horario", "cliente_minimo", "cliente_atual")
    return {nome: base.get(nome) for nome in nomes}


def _impedimentos(relatorio: dict[str, Any], desencontros: tuple[Falta, ...], agora: Vivo) -> Iterator[str]:
    servidor = relatorio["servidor"]
    if not servidor["suportado"]:
        yield f"O servidor é PostgreSQL {servidor['versao']}; é preciso o 13 ou mais novo."
    if servidor["reserva"]:
        yield "Este servidor é uma réplica, que não grava: use o endereço do principal."
    if servidor["codificacao"] not in CODIFICACOES:
        yield f"A base está em {servidor['codificacao']}; o gsan-desk conhece UTF8 e LATIN1."
    if not agora.tem(CENTRAL):
        yield "Não há uma base do GSAN neste banco."
    else:
        yield from (f"A base {falta.texto}." for falta in desencontros if not falta.funcoes)


def _avisos(relatorio: dict[str, Any]) -> Iterator[str]:
    servidor = relatorio["servidor"]
    if servidor["max_prepared_transactions"]:
        yield (
            f"max_prepared_transactions é {servidor['max_prepared_transactions']}: a base admite transações preparadas,"
            " com que NOTIFY não combina. As estações se renovam sozinhas a cada 20 segundos."
        )
    if servidor["transacoes_preparadas"]:
        yield f"Há {servidor['transacoes_preparadas']} transações preparadas à espera; elas seguram travas."
    if servidor["conversoes_implicitas"]:
        tipos = lista(servidor["conversoes_implicitas"])
        yield f"A base tem as conversões implícitas do GSAN para texto ({tipos}); o gsan-desk não depende delas."
    if servidor["fuso"] in {"UTC", "GMT", "Etc/UTC"}:
        yield "O fuso do servidor é UTC; as horas do GSAN são as da companhia. Diga o fuso ao adotar: --fuso."
    for atrasada in relatorio["sequencias_atrasadas"]:
        yield "A sequência {sequencia} está em {valor}, e o maior código já é {maior}: acerte-a.".format(**atrasada)
    for gatilho in relatorio["gatilhos_alheios"]:
        yield (
            "O gatilho {gatilho} de {tabela} roda com os direitos de quem grava, e as pessoas do gsan-desk não têm"
            " direito a outros esquemas: ALTER FUNCTION {funcao}() SECURITY DEFINER, ou dê a elas o direito."
        ).format(**gatilho)
    if fracas := [papel["papel"] for papel in relatorio["papeis"] if papel.get("senha_igual_ao_nome")]:
        yield f"A senha é igual ao nome em {lista(fracas)}: troque-a, com o sistema web, quando puder."
    invalidos = [i["nome"] for i in relatorio["indices"] if i["estado"] == EstadoIndice.INVALIDO]
    if invalidos:
        yield f"Índices que ficaram pela metade: {lista(invalidos)}. 'adotar --com-indices' os refaz."


def _resultado(relatorio: dict[str, Any]) -> Resultado:
    if relatorio["impedimentos"]:
        return Resultado.NAO_UTILIZAVEL
    return Resultado.COM_FUNCOES_DESLIGADAS if relatorio["funcoes_desligadas"] else Resultado.UTILIZAVEL
