"""Checks of Comandar Encerramento [UC0735], spec 20 §11.1 and §11.2."""

from collections.abc import Iterator

from gsan_desk.domain.comando_encerramento import ComandarEncerramento, FatosDoComando
from gsan_desk.domain.dominios import Contexto, Dominios, Especificacao
from gsan_desk.domain.erros import Violacao
from gsan_desk.domain.mensagens import violacao
from gsan_desk.domain.regras.autorizacao import ascendentes

ABA = "comando"


def verificar(comando: ComandarEncerramento, contexto: Contexto, fatos: FatosDoComando) -> list[Violacao]:
    """Check the whole command, field by field in the order of the screen; rights only when the fields are right."""
    achadas = [*_periodo(comando, fatos), *_motivo(comando, fatos), *_responsavel(comando, fatos)]
    achadas += [*_unidades(comando, contexto.dominios), *_especificacoes(comando, contexto.dominios)]
    return achadas or [*_direitos(comando, contexto, fatos)]


def pode_comandar(
    unidade_id: int | None, comando: ComandarEncerramento, presidencia_id: int | None, dominios: Dominios
) -> bool:
    """Tell whether people of a unit may give the command [UC0735 SB0009]."""
    if unidade_id is None:
        return False
    alvo = comando.unidade_atual_id or comando.unidade_superior_id
    if alvo is not None:
        return alvo == unidade_id or unidade_id in ascendentes(alvo, dominios.unidades)
    unidade = dominios.unidades.get(unidade_id)
    return unidade_id == presidencia_id or (unidade is not None and unidade.central_atendimento)


def serve(especificacao: Especificacao) -> bool:
    """Tell whether an especificação may be named by a command: in use and not born closed."""
    return especificacao.em_uso and not especificacao.encerramento_automatico


def _periodo(comando: ComandarEncerramento, fatos: FatosDoComando) -> Iterator[Violacao]:
    if comando.inicial is None:
        yield violacao("M01", f"{ABA}.inicial")
    if comando.final is None:
        yield violacao("M01", f"{ABA}.final")
    elif comando.inicial is not None and comando.final < comando.inicial:
        yield violacao("COMANDO_DATAS", f"{ABA}.final")
    elif comando.final > fatos.hoje:
        yield violacao("COMANDO_DATA_FUTURA", f"{ABA}.final")


def _motivo(comando: ComandarEncerramento, fatos: FatosDoComando) -> Iterator[Violacao]:
    if comando.motivo_id is None:
        yield violacao("M01", f"{ABA}.motivo_id")
    elif comando.motivo_id not in fatos.motivo_ids:
        yield violacao("COMANDO_MOTIVO", f"{ABA}.motivo_id")


def _responsavel(comando: ComandarEncerramento, fatos: FatosDoComando) -> Iterator[Violacao]:
    if comando.responsavel_id is None:
        yield violacao("M01", f"{ABA}.responsavel_id")
    elif not fatos.responsavel:
        yield violacao("USUARIO_INEXISTENTE", f"{ABA}.responsavel_id")


def _unidades(comando: ComandarEncerramento, dominios: Dominios) -> Iterator[Violacao]:
    nomes = ("unidade_atendimento_id", "unidade_atual_id", "unidade_superior_id")
    for nome, unidade_id in zip(nomes, comando.unidades, strict=True):
        if unidade_id is not None and unidade_id not in dominios.unidades:
            yield violacao("UNIDADE_INEXISTENTE", f"{ABA}.{nome}")
    superior = comando.unidade_superior_id
    if superior is not None and all(u.superior_id != superior for u in dominios.unidades.values()):
        yield violacao("SEM_SUBORDINADAS", f"{ABA}.unidade_superior_id")
    if superior is not None and comando.unidade_atual_id is not None:
        yield violacao("M66", f"{ABA}.unidade_superior_id")


def _especificacoes(comando: ComandarEncerramento, dominios: Dominios) -> Iterator[Violacao]:
    for id_ in comando.especificacao_ids:
        especificacao = dominios.especificacoes.get(id_)
        if especificacao is None or not serve(especificacao):
            nome = especificacao.descricao if especificacao else str(id_)
            yield violacao("COMANDO_ESPECIFICACAO", f"{ABA}.especificacao_ids", especificacao=nome)


def _direitos(comando: ComandarEncerramento, contexto: Contexto, fatos: FatosDoComando) -> Iterator[Violacao]:
    """Ask the unit of the responsible; somebody else at the keyboard must pass the same test."""
    dominios, campo = contexto.dominios, f"{ABA}.responsavel_id"
    if not pode_comandar(fatos.unidade_responsavel_id, comando, fatos.presidencia_id, dominios):
        yield violacao(_falta(comando), campo)
    elif comando.responsavel_id != contexto.operador.usuario_id and not pode_comandar(
        contexto.operador.unidade_id, comando, fatos.presidencia_id, dominios
    ):
        yield violacao("COMANDO_OPERADOR", campo)


def _falta(comando: ComandarEncerramento) -> str:
    if comando.unidade_atual_id is not None:
        return "COMANDO_RESPONSAVEL_ATUAL"
    return "COMANDO_RESPONSAVEL_SUPERIOR" if comando.unidade_superior_id is not None else "COMANDO_RESPONSAVEL"
