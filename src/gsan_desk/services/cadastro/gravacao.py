"""Writing a row with its grids: merged with what others wrote meanwhile, checked, and only the difference written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, bindparam, func, insert, select, update
from sqlalchemy.orm import Session

from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import Conflito, RegraViolada, Violacao
from gsan_desk.services import operacao, relogio
from gsan_desk.services.cadastro import extensao
from gsan_desk.services.cadastro.descricao import Ambiente, Cadastro, Descricao, Registro, Unico, chave_de
from gsan_desk.services.cadastro.fusao import Resultado, fundir
from gsan_desk.services.cadastro.leitura import SUMIU, ambiente, ler_trancado
from gsan_desk.services.cadastro.regras import assentar, iguais, normalizar, verificar_tudo
from gsan_desk.services.cadastro.remocao import apagar, quem_usa
from gsan_desk.services.ra_trava import sem_esperar_demais


@dataclass(frozen=True, slots=True)
class Gravar:
    """What a screen sends: the row as it was read, ``None`` for a new one, and as it is wanted."""

    cadastro: Cadastro
    desejado: Registro
    lido: Registro | None = None


@dataclass(frozen=True, slots=True)
class Gravado:
    """What was written, what is said of it, what others had changed and stays, and what is worth a warning."""

    id: int
    mensagem: str
    mantidos: tuple[str, ...] = ()
    avisos: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Par:
    """The rows of one parent, as they are and as they will be."""

    pai: int | None
    atuais: tuple[Registro, ...]
    finais: tuple[Registro, ...]


def gravar(session: Session, contexto: Contexto, pedido: Gravar) -> Gravado:
    """Insert or update.

    Raises:
        RegraViolada: everything that is wrong.
        ConflitoDeCampos: somebody changed the same fields.
        Conflito: the row is gone, or in somebody's hands.
    """
    cadastro = pedido.cadastro
    esperar_a_vez(session, cadastro)
    atual = _atual(session, pedido)
    lugar = ambiente(session, contexto, cadastro)
    final, mantidos = _fundido(session, pedido, atual, lugar)
    final = assentar(cadastro.descricao, final, atual)
    achadas = verificar_tudo(cadastro.descricao, final, lugar, atual)
    achadas += _protegidos(cadastro.descricao, final, atual, contexto)
    achadas += [v for unico in cadastro.unicos for v in _verificar_unico(session, cadastro, unico, final, lugar)]
    achadas += _em_uso(session, cadastro.descricao, final, atual, lugar)
    if achadas:
        raise RegraViolada(*achadas)
    (id_,) = _nivel(session, cadastro.descricao, [_Par(None, (atual,) if atual else (), (final,))])
    numero = cadastro.operacoes.inserir if atual is None else cadastro.operacoes.atualizar
    if numero is not None:
        operacao.registrar(session, numero, id_)
    modelo = cadastro.inserido if atual is None else cadastro.atualizado
    dita = modelo.format(id=id_, descricao=final["descricao"])
    return Gravado(id_, dita, mantidos, tuple(cadastro.descricao.avisos(final, lugar)))


def esperar_a_vez(session: Session, cadastro: Cadastro) -> None:
    """Let one person at a time write a table: what must not be repeated is decided over all of its rows."""
    with sem_esperar_demais("Outra pessoa está gravando esta tabela. Tente de novo em instantes."):
        session.execute(
            select(func.pg_advisory_xact_lock(func.hashtextextended(f"gsan-desk:cadastro:{cadastro.chave}", 0)))
        )


def _atual(session: Session, pedido: Gravar) -> Registro | None:
    if pedido.lido is None or pedido.lido.id is None:
        return None
    with sem_esperar_demais(SUMIU):
        atual = ler_trancado(session, pedido.cadastro.descricao, pedido.lido.id)
    if atual is None:
        raise Conflito(SUMIU)
    return atual


def _fundido(
    session: Session, pedido: Gravar, atual: Registro | None, lugar: Ambiente
) -> tuple[Registro, tuple[str, ...]]:
    if atual is None or pedido.lido is None:
        return pedido.desejado, ()
    descricao = pedido.cadastro.descricao
    lido, meu, deles = (normalizar(descricao, versao) for versao in (pedido.lido, pedido.desejado, atual))
    resultado = fundir(descricao, (lido, meu, deles), lugar)
    quem, quando = _autor(session, descricao, atual, resultado) if resultado.conflitos else (None, None)
    return resultado.exigir(quem, quando, atual), resultado.mantidos


def _autor(
    session: Session, descricao: Descricao, atual: Registro, resultado: Resultado
) -> tuple[str | None, datetime | None]:
    """Tell who changed the row of the first conflict last, of those whom the audit saw."""
    nome, chave, *resto = (*resultado.conflitos[0].campo.split("."), "")
    while resto and (grade := next((g for g in descricao.grades if g.nome == nome), None)) is not None:
        filhas = {str(chave_de(grade.descricao, r)): r for r in atual.filhos.get(nome, ())}
        if chave not in filhas:
            break
        descricao, atual = grade.descricao, filhas[chave]
        nome, chave, *resto = (*resto, "", "")
    autor = func.gsan_desk.quem_alterou(descricao.tabela.tabela.fullname, atual.id).table_valued("quem", "quando")
    linha = session.execute(select(autor.c.quem)).first()
    return (linha.quem if linha is not None else None), atual.ultima_alteracao


def _protegidos(
    descricao: Descricao, final: Registro, atual: Registro | None, contexto: Contexto
) -> Iterable[Violacao]:
    for campo in descricao.campos:
        antes = atual[campo.nome] if atual is not None else campo.padrao
        if campo.protegido is not None and campo.protegido(contexto) and final[campo.nome] != antes:
            yield Violacao("SEM_PERMISSAO", f"Você não tem permissão para alterar {campo.rotulo}.", campo.nome)


def _verificar_unico(
    session: Session, cadastro: Cadastro, unico: Unico, final: Registro, lugar: Ambiente
) -> Iterable[Violacao]:
    """Look for another row with the same values; texts are compared here, as no extension of the server is needed."""
    if not unico.onde(final.valores):
        return
    tabela = cadastro.descricao.tabela
    consulta = select(tabela.chave, *(coluna.label(nome) for nome, coluna in tabela.colunas.items()))
    for nome in unico.campos:
        if not isinstance(final[nome], str):
            consulta = consulta.where(tabela.colunas[nome] == final[nome])
    for linha in session.execute(consulta):
        outra = linha._mapping
        mesma = all(iguais(final[nome], outra[nome]) for nome in unico.campos)
        if mesma and linha[0] != final.id and unico.onde(dict(outra)):
            yield Violacao("REPETIDO", unico.mensagem(final, lugar), unico.campo)
            return


def _em_uso(
    session: Session, descricao: Descricao, final: Registro, atual: Registro | None, lugar: Ambiente
) -> Iterable[Violacao]:
    """Refuse the removal of rows of a grid that RAs or other tables use."""
    for grade in descricao.grades if atual is not None else ():
        ficam = {chave_de(grade.descricao, r) for r in final.filhos.get(grade.nome, ())}
        saem = {
            r.id: grade.descricao.titulo(r, lugar)
            for r in (atual.filhos.get(grade.nome, ()) if atual is not None else ())
            if chave_de(grade.descricao, r) not in ficam and r.id is not None
        }
        for id_, motivo in quem_usa(session, grade.descricao, list(saem)).items():
            yield Violacao("EM_USO", f"{saem[id_]}: {motivo}", grade.nome)


def _nivel(session: Session, descricao: Descricao, pares: Sequence[_Par]) -> list[int]:
    """Write the rows of these parents, then what hangs on them; give the ids, in order."""
    for par in pares:
        ficam = {chave_de(descricao, r) for r in par.finais}
        saem = [r.id for r in par.atuais if chave_de(descricao, r) not in ficam and r.id is not None]
        apagar(session, descricao, saem, par.pai)
    velhas = {(par.pai, chave_de(descricao, r)): r for par in pares for r in par.atuais}
    novas = [(p.pai, r) for p in pares for r in p.finais if (p.pai, chave_de(descricao, r)) not in velhas]
    ids = dict(zip(map(id, (r for _, r in novas)), _sortear(session, descricao, [r for _, r in novas]), strict=True))
    _inserir(session, descricao, [(pai, ids[id(r)], r) for pai, r in novas])
    mudadas = [
        (par.pai, r)
        for par in pares
        for r in par.finais
        if (velha := velhas.get((par.pai, chave_de(descricao, r)))) is not None and _mudou(descricao, velha, r)
    ]
    _atualizar(session, descricao, mudadas)
    escritas = [*((ids[id(r)], None, r) for _, r in novas), *_com_a_velha(descricao, velhas, mudadas)]
    extensao.gravar(session, descricao, escritas)
    finais = [
        (ids.get(id(r)) or chave_de(descricao, r), velhas.get((p.pai, chave_de(descricao, r))), r)
        for p in pares
        for r in p.finais
    ]
    for grade in descricao.grades:
        _nivel(
            session,
            grade.descricao,
            [_Par(n, v.filhos.get(grade.nome, ()) if v else (), r.filhos.get(grade.nome, ())) for n, v, r in finais],
        )
    return [numero for numero, _, _ in finais]


def _com_a_velha(
    descricao: Descricao, velhas: dict[Any, Registro], mudadas: Sequence[tuple[int | None, Registro]]
) -> list[tuple[int, Registro | None, Registro]]:
    chaves = [(pai, chave_de(descricao, r), r) for pai, r in mudadas]
    return [(chave, velhas[pai, chave], r) for pai, chave, r in chaves]


def _mudou(descricao: Descricao, velha: Registro, nova: Registro) -> bool:
    tabela = descricao.tabela
    return any(velha[nome] != nova[nome] for nome in _guardados(descricao) if nome not in tabela.pesados)


def _guardados(descricao: Descricao) -> list[str]:
    return [campo.nome for campo in descricao.campos if campo.nome in descricao.tabela.guardados]


def _gravados(descricao: Descricao) -> list[str]:
    return [campo.nome for campo in descricao.campos if campo.nome in descricao.tabela.colunas]


def _sortear(session: Session, descricao: Descricao, novas: Sequence[Registro]) -> list[int]:
    """Draw the ids of new rows in one statement; where the key is a value, it is that."""
    sequencia = descricao.tabela.sequencia
    if sequencia is None:
        return [chave_de(descricao, nova) for nova in novas]
    if not novas:
        return []
    numeros = func.generate_series(1, len(novas)).table_valued("n")
    return list(session.execute(select(func.nextval(sequencia, type_=Integer)).select_from(numeros)).scalars())


def _inserir(session: Session, descricao: Descricao, novas: Sequence[tuple[int | None, int, Registro]]) -> None:
    if not novas:
        return
    tabela = descricao.tabela
    linhas = []
    for pai, numero, nova in novas:
        linha: dict[str, Any] = dict(tabela.fixos)
        linha |= {tabela.colunas[nome].name: nova[nome] for nome in _gravados(descricao)}
        if tabela.uso is not None and linha.get(tabela.colunas[tabela.uso].name) is None:
            linha[tabela.colunas[tabela.uso].name] = 1
        linha[tabela.chave.name] = numero
        if tabela.pai is not None:
            linha[tabela.pai.name] = pai
        if tabela.alteracao is not None:
            linha[tabela.alteracao.name] = relogio.agora()
        linhas.append(linha)
    session.execute(insert(tabela.tabela).values(linhas))


def _atualizar(session: Session, descricao: Descricao, mudadas: Sequence[tuple[int | None, Registro]]) -> None:
    if not mudadas:
        return
    tabela = descricao.tabela
    nomes = [nome for nome in _gravados(descricao) if nome not in tabela.pesados and nome != tabela.natural]
    valores: dict[str, Any] = {tabela.colunas[nome].name: bindparam(f"v_{nome}") for nome in nomes}
    if tabela.alteracao is not None:
        valores[tabela.alteracao.name] = relogio.posterior(tabela.alteracao)
    comando = update(tabela.tabela).where(tabela.chave == bindparam("chave"))
    if tabela.natural is not None and tabela.pai is not None:
        comando = comando.where(tabela.pai == bindparam("pai"))
    linhas = [
        {f"v_{nome}": nova[nome] for nome in nomes} | {"chave": chave_de(descricao, nova), "pai": pai}
        for pai, nova in mudadas
    ]
    if tabela.natural is None or tabela.pai is None:
        linhas = [{nome: valor for nome, valor in linha.items() if nome != "pai"} for linha in linhas]
    session.connection().execute(comando.values(valores), linhas)
