"""The naive counterpart of Inserir RA: every rule reads its own rows again, every row draws its id apart."""

from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from bench import ingenuo_leitura as leitura
from bench.ingenuo_leitura import todos, um
from bench.sorteio import Pedido
from gsan_desk.domain.codigos import NAO, SIM, RelacaoTipo
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.registro_atendimento import NovoRA
from gsan_desk.models import atendimentopublico as ap
from gsan_desk.models import cadastro as cad
from gsan_desk.models.base import proximo_id
from gsan_desk.models.seguranca import Usuario
from gsan_desk.services.ra_inserir import linha_ra

RELEITURAS = 5
"""How often the especificação and what hangs on it are read during one insertion; GSAN's web form: some twenty."""


def abrir(session: Session, contexto: Contexto) -> None:
    """Fill each combo by itself and read who is asking."""
    for modelo in leitura.COMBOS:
        todos(session, modelo)
    usuario = um(session, Usuario, contexto.operador.login, "login")
    um(session, cad.UnidadeOrganizacional, usuario.unidade_id)


def escolher(session: Session, pedido: Pedido) -> None:
    """Read again what the choice of especificação, imóvel and cliente asks for."""
    _especificacao(session, pedido.especificacao_id)
    leitura.imovel(session, pedido.imovel_id)
    _especificacao(session, pedido.especificacao_id)
    leitura.cliente(session, pedido.cliente_id)
    leitura.duplicados(session, pedido.imovel_id, pedido.especificacao_id)


def concluir(session: Session, contexto: Contexto, novo: NovoRA, agora: datetime) -> None:
    """Check by reading everything again, then write row by row."""
    local, solicitante = novo.local, novo.solicitante
    especificacao = contexto.dominios.especificacoes[novo.dados_gerais.especificacao_id or 0]
    for _ in range(RELEITURAS):
        _especificacao(session, especificacao.id)
    um(session, cad.Imovel, local.imovel_id)
    um(session, cad.Cliente, solicitante.cliente_id)
    todos(session, cad.NacionalFeriado)
    leitura.duplicados(session, local.imovel_id or 0, especificacao.id)
    ra_id = _gravar(session, ap.RegistroAtendimento, linha_ra.montar(novo, contexto, especificacao, agora))
    usuario = um(session, Usuario, contexto.operador.login, "login")
    unidade_id = novo.dados_gerais.unidade_id
    comuns = {"registro_atendimento_id": ra_id, "ultima_alteracao": agora}
    da_unidade = {"unidade_id": unidade_id, "usuario_id": usuario.id, "relacao_tipo_id": RelacaoTipo.ABRIR}
    _gravar(session, ap.RegistroAtendimentoUnidade, comuns | da_unidade)
    principal = {
        "cliente_id": solicitante.cliente_id,
        "indicador_solicitante_principal": SIM,
        "indicador_envio_email_pesquisa": NAO,
        "protocolo": novo.protocolo,
    }
    _gravar(session, ap.RegistroAtendimentoSolicitante, comuns | principal)
    tramite = {
        "unidade_origem_id": unidade_id,
        "unidade_destino_id": unidade_id,
        "usuario_registro_id": usuario.id,
        "usuario_responsavel_id": usuario.id,
        "data_tramite": agora,
    }
    _gravar(session, ap.Tramite, comuns | tramite)


def _especificacao(session: Session, especificacao_id: int) -> None:
    lida = um(session, ap.SolicitacaoTipoEspecificacao, especificacao_id)
    tipo = um(session, ap.SolicitacaoTipo, lida.solicitacao_tipo_id)
    um(session, ap.SolicitacaoTipoGrupo, tipo.solicitacao_tipo_grupo_id)
    um(session, ap.ServicoTipo, lida.servico_tipo_id)
    um(session, cad.UnidadeOrganizacional, lida.unidade_id)


def _gravar(session: Session, modelo: Any, linha: dict[str, Any]) -> int:
    numero = int(session.scalar(select(proximo_id(modelo))) or 0)
    session.execute(insert(modelo).values(id=numero, **linha))
    return numero
