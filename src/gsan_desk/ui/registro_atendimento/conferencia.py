"""The checks between the form and the base: leaving a part, registering. Questions are left to whoever shows them."""

from collections.abc import Callable, Sequence

from gsan_desk.domain.erros import ErroDeUso, RegraViolada, Violacao
from gsan_desk.domain.registro_atendimento import NovoRA, RAInserido
from gsan_desk.services import ra_inserir
from gsan_desk.services.ra_duplicidade import AvisosPendentes
from gsan_desk.ui.bridge import Ponte
from gsan_desk.ui.registro_atendimento.formulario import FormularioRA
from gsan_desk.ui.registro_atendimento.partes import Parte

Comando = Callable[[], NovoRA]


class FaltaEmail(ErroDeUso):
    """All is right but the address for the survey: the person types it or goes without."""


async def sair_de(parte: Parte, formulario: FormularioRA, ponte: Ponte, comando: Comando) -> None:
    """Check a part, first alone, then against the base.

    Raises:
        RegraViolada: all that is wrong.
        AvisosPendentes: an RA may exist already at this place.
        FaltaEmail: see there.
    """
    _recusar(await formulario.verificar(parte))
    novo = comando()
    if parte is Parte.DADOS_GERAIS and novo.dados_gerais.numero_manual:
        await ponte.executar(ra_inserir.verificar_dados_gerais, ponte.contexto, novo)
    if parte is Parte.LOCAL:
        verificado = await ponte.executar(ra_inserir.verificar_local, ponte.contexto, novo)
        if verificado.avisos:
            raise AvisosPendentes(verificado.avisos)


async def concluir(formulario: FormularioRA, ponte: Ponte, comando: Comando) -> RAInserido:
    """Check every part, all that is wrong at once, and register.

    Raises:
        RegraViolada, AvisosPendentes, FaltaEmail: as ``sair_de``.
    """
    _recusar([v for parte in Parte for v in await formulario.verificar(parte)])
    return await ponte.executar(ra_inserir.concluir, ponte.contexto, comando())


def _recusar(erros: Sequence[Violacao]) -> None:
    if len(erros) == 1 and (erros[0].codigo, erros[0].campo) == ("M01", "solicitante.email"):
        raise FaltaEmail(erros[0].mensagem)
    if erros:
        raise RegraViolada(*erros)
