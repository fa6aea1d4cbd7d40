"""A conflict of fields, told in names: who changed what, when, and the three values of each field."""

from sqlalchemy.orm import Session

from gsan_desk.domain.atualizacao import AtualizarRA, SolicitanteRA
from gsan_desk.domain.conflito import CampoEmConflito, ConflitoDeCampos
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.registro_atendimento import Local
from gsan_desk.domain.textos_conflito import Nomes, com_textos
from gsan_desk.services import nomes
from gsan_desk.services.ra_atualizar import consulta
from gsan_desk.services.ra_atualizar.leitura import RALido


def conflito(
    session: Session, contexto: Contexto, comando: AtualizarRA, lido: RALido, campos: tuple[CampoEmConflito, ...]
) -> ConflitoDeCampos:
    """Compose the error; two statements."""
    autor = session.execute(consulta.autor(), {"numero": comando.numero}).one_or_none()
    achados = _nomes(session, comando, lido)
    completos = tuple(com_textos(campo, contexto.dominios, achados) for campo in campos)
    quem, quando = (autor.quem, autor.quando) if autor is not None else (None, None)
    return ConflitoDeCampos(completos, quem, quando, lido.estado)


def _nomes(session: Session, comando: AtualizarRA, lido: RALido) -> Nomes:
    """Look up every id that one of the three versions holds; one statement."""
    locais = (comando.lido.local, comando.local, lido.estado.local)
    pessoas = (*comando.lido.solicitantes, *lido.estado.solicitantes, *comando.solicitantes)
    tabelas = nomes.ler(session, _ids(locais, pessoas))
    return Nomes(**tabelas, solicitantes={pessoa.chave: pessoa for pessoa in pessoas})


def _ids(locais: tuple[Local, ...], pessoas: tuple[SolicitanteRA, ...]) -> dict[str, list[int]]:
    def dos_locais(atributo: str) -> list[int]:
        return [getattr(local, atributo) for local in locais if getattr(local, atributo) is not None]

    return {
        "setores": dos_locais("setor_comercial_id"),
        "quadras": dos_locais("quadra_id"),
        "areas": dos_locais("bairro_area_id"),
        "clientes": [p.solicitante.cliente_id for p in pessoas if p.solicitante.cliente_id is not None],
        "funcionarios": [p.solicitante.funcionario_id for p in pessoas if p.solicitante.funcionario_id is not None],
        "contas": [id_ for local in locais for id_ in local.conta_ids],
    }
