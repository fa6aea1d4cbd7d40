"""The report of ``verificar`` and the statements of ``adotar``, as an administrator reads them."""

from collections.abc import Iterator, Mapping
from typing import Any

from gsan_desk.database.adocao.exame import Resultado
from gsan_desk.database.adocao.plano import Passo

_RESULTADOS = {
    Resultado.UTILIZAVEL: "Utilizável.",
    Resultado.COM_FUNCOES_DESLIGADAS: "Utilizável, com funções desligadas.",
    Resultado.NAO_UTILIZAVEL: "Não utilizável.",
}
_ESTADOS = {
    "pronto": "pronto",
    "ausente": "falta",
    "invalido": "ficou pela metade",
    "impossivel": "a tabela não tem as colunas",
}


def escrever(relatorio: Mapping[str, Any], nomes: Mapping[str, str]) -> Iterator[str]:
    """Write the report line by line; ``nomes`` are the functions by id."""
    yield _RESULTADOS[Resultado(relatorio["resultado"])]
    yield from _titulo("Impedimentos", relatorio["impedimentos"])
    desligadas = relatorio["funcoes_desligadas"].items()
    yield from _titulo("Funções desligadas", (f"{nomes.get(id_, id_)}: {motivo}" for id_, motivo in desligadas))
    yield from _titulo("Avisos", relatorio["avisos"])
    yield from _titulo("Servidor", _servidor(relatorio))
    yield from _titulo("Estrutura", _estrutura(relatorio["estrutura"]))
    yield from _titulo("Papéis", (_papel(papel) for papel in relatorio["papeis"]))
    yield from _titulo("pg_hba.conf", relatorio["pg_hba"]["conselhos"])
    yield from _titulo("Índices opcionais", (_indice(indice) for indice in relatorio["indices"]))
    passos = [Passo(p["nome"], tuple(p["comandos"]), p["trava"] or "") for p in relatorio["adotar"]["passos"]]
    if relatorio["adotar"]["possivel"]:
        yield from _titulo("O que 'adotar' faria", comandos(passos) if passos else ["nada: já está feito"])


def comandos(passos: list[Passo]) -> Iterator[str]:
    """Write the statements, a transaction after the other."""
    for passo in passos:
        yield f"-- {passo.nome}"
        yield "BEGIN;"
        yield from (f"{texto};" for texto in passo.comandos)
        yield "COMMIT;"


def _titulo(titulo: str, linhas: Any) -> Iterator[str]:
    escritas = list(linhas)
    if escritas:
        yield ""
        yield titulo
        yield from (f"  {linha}" for linha in escritas)


def _servidor(relatorio: Mapping[str, Any]) -> Iterator[str]:
    servidor, tamanho, nosso = relatorio["servidor"], relatorio["tamanho"], relatorio["gsan_desk"]
    yield f"PostgreSQL {servidor['versao']}, {servidor['codificacao']}, fuso {servidor['fuso']}"
    yield f"TLS {'ligado' if servidor['ssl'] else 'desligado'}; password_encryption {servidor['password_encryption']}"
    yield f"max_prepared_transactions {servidor['max_prepared_transactions']}"
    yield f"Banco {tamanho['banco']}: {_bytes(tamanho['bytes'])}"
    yield from (f"{m['tabela']}: {m['linhas']} linhas, {_bytes(m['bytes'])}" for m in tamanho["maiores"])
    if nosso["instalado"]:
        estado = "pronta" if nosso["esquema"] else "adoção por terminar"
        yield f"gsan-desk: {nosso['modo']}, {estado}, fuso {nosso['fuso_horario']}"
    else:
        yield "gsan-desk: ainda não instalado"


def _estrutura(estrutura: Mapping[str, Any]) -> Iterator[str]:
    yield f"{estrutura['tabelas']} tabelas no banco"
    for linha in estrutura["tabelas_ausentes"]:
        yield f"falta a tabela {linha['tabela']}{_uso(linha)}"
    for linha in estrutura["colunas_ausentes"]:
        yield f"falta a coluna {linha['tabela']}.{linha['coluna']}{_uso(linha)}"
    for linha in estrutura["colunas_diferentes"]:
        yield "{tabela}.{coluna} é {achado}; esperava-se {esperado}".format(**linha)
    for linha in estrutura["colunas_a_mais"]:
        yield "coluna a mais: {tabela}.{coluna} {tipo}".format(**linha)


def _uso(linha: Mapping[str, Any]) -> str:
    return "" if linha["usada"] else " (o gsan-desk não a usa)"


def _papel(papel: Mapping[str, Any]) -> str:
    partes = [
        "entra" if papel["entra"] else "não entra",
        *(["superusuário"] if papel["superusuario"] else []),
        *(["dono das tabelas"] if papel["dono"] else []),
        *([f"membro de {', '.join(papel['membro_de'])}"] if papel["membro_de"] else []),
        *(f"{direito} em {quantas} tabelas" for direito, quantas in sorted(papel["direitos"].items())),
        *([f"senha em {papel['cifra']}"] if papel.get("cifra") not in {None, "nenhuma"} else []),
    ]
    return f"{papel['papel']}: {'; '.join(partes)}"


def _indice(indice: Mapping[str, Any]) -> str:
    estado = _ESTADOS[indice["estado"]]
    return f"{indice['nome']}: {estado}; {_bytes(indice['bytes'])}; serve a {indice['serve']}"


def _bytes(quantos: int) -> str:
    valor, unidade = float(quantos), "B"
    for maior in ("kB", "MB", "GB", "TB"):
        if valor < 1024:
            break
        valor, unidade = valor / 1024, maior
    return f"{valor:.0f} {unidade}".replace(".", ",")
