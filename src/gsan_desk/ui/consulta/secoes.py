"""What Consultar RA shows, as labelled texts and small tables: the screen and the paper read the same [UC0424]."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from gsan_desk.domain import sms_nomes
from gsan_desk.domain.codigos import TipoAtendimento
from gsan_desk.domain.devolucao import NOMES
from gsan_desk.domain.telefone import formatar_e164
from gsan_desk.services.ra_consultar import (
    EncerramentoDoRA,
    MensagemSms,
    OrdemServicoDoRA,
    RAAssociado,
    RAConsulta,
    SolicitanteDoRA,
    UltimoTramite,
)
from gsan_desk.ui.tables.column import Coluna, texto_de

VAZIO = "–"
_TIPOS_DE_ATENDIMENTO = {TipoAtendimento.ONLINE: "On-line", TipoAtendimento.MANUAL: "Manual"}


@dataclass(frozen=True, slots=True)
class CampoLido:
    """A label and its text; ``largo`` takes the whole line."""

    rotulo: str
    texto: str
    largo: bool = False


@dataclass(frozen=True, slots=True)
class Grade:
    """A small table; ``vazia`` is what stands in its place without rows."""

    nome: str
    titulo: str
    colunas: tuple[Coluna, ...]
    linhas: tuple[Any, ...]
    vazia: str


@dataclass(frozen=True, slots=True)
class Secao:
    """A foldable part; ``resumo`` stands beside its title."""

    nome: str
    titulo: str
    campos: tuple[CampoLido, ...] = ()
    grades: tuple[Grade, ...] = ()
    resumo: str = ""


def secoes(ra: RAConsulta, ordens: tuple[OrdemServicoDoRA, ...] = ()) -> tuple[Secao, ...]:
    """Lay out an RA, whatever it lacks; ``ordens`` are its OS where they are shown [UC0452]."""
    todas = (
        _gerais(ra),
        _local(ra),
        _solicitante(ra.solicitante),
        _anexos(ra),
        _tramite(ra.ultimo_tramite),
        _reiteracoes(ra),
        _reativacao(ra.reativacao),
        _encerramento(ra.encerramento, ra),
        _ordens(ordens),
        _pagamentos(ra),
        _mensagens(ra),
    )
    return tuple(secao for secao in todas if secao is not None)


def estado_do_sms(ra: RAConsulta) -> str:
    """Tell how the latest SMS stands; empty when there is none."""
    if not ra.mensagens:
        return ""
    ultima = max(ra.mensagens, key=lambda m: m.criada_em)
    foi = ultima.entregue_em or ultima.enviada_em
    quando = f" {foi:%d/%m %H:%M}" if foi is not None else ""
    return f"SMS {_situacao_sms(ultima).lower()}{quando} ({formatar_e164(ultima.numero)})"


def sms_com_erro(ra: RAConsulta) -> bool:
    """Tell whether an SMS of the RA wants somebody."""
    return any(m.situacao in sms_nomes.COM_ERRO for m in ra.mensagens)


def referencia(valor: int) -> str:
    """Show ``aaaamm`` as ``mm/aaaa``."""
    return f"{valor % 100:02d}/{valor // 100:04d}"


def _campos(*pares: tuple[str, Any]) -> tuple[CampoLido, ...]:
    return tuple(CampoLido(rotulo, texto_de(valor) or VAZIO) for rotulo, valor in pares)


def _largo(rotulo: str, texto: str) -> CampoLido:
    return CampoLido(rotulo, texto or VAZIO, largo=True)


def _dinheiro(valor: Decimal | None) -> str:
    return "" if valor is None else f"R$ {texto_de(valor)}"


def _decimal(valor: Decimal) -> str:
    """Write it as the fields take it: with comma, without thousands."""
    return f"{valor:f}".replace(".", ",")


def _codigo_e_nome(id_: int | None, nome: str) -> str:
    return f"{id_} - {nome}" if id_ is not None and nome else nome or texto_de(id_)


def _gerais(ra: RAConsulta) -> Secao:
    gerais = ra.gerais
    associado = (
        ((ra.associado.rotulo.rstrip(":"), f"{ra.associado.numero} ({ra.associado.situacao.nome})"),)
        if ra.associado
        else ()
    )
    campos = _campos(
        ("Número do RA", ra.numero),
        ("Situação", ra.situacao.nome),
        ("Perfil do Imóvel", gerais.perfil),
        *associado,
        ("Número Manual", gerais.numero_manual),
        ("Tipo de Solicitação", gerais.tipo),
        ("Especificação", gerais.especificacao),
        ("Tipo de Atendimento", _TIPOS_DE_ATENDIMENTO[gerais.tipo_atendimento]),
        ("Data/Hora do Atendimento", gerais.data_atendimento),
        ("Tempo de Espera", _espera(gerais.espera_inicial, gerais.espera_final)),
        ("Data Prevista", gerais.data_prevista),
        ("Valor Sugerido", _dinheiro(gerais.valor_sugerido)),
        ("Meio de Solicitação", gerais.meio),
        ("Unidade de Atendimento", _codigo_e_nome(gerais.unidade_atendimento_id, gerais.unidade_atendimento)),
        ("Usuário", gerais.usuario),
        ("Unidade Atual", _codigo_e_nome(gerais.unidade_atual_id, gerais.unidade_atual)),
        ("Unidade Anterior", gerais.unidade_anterior),
    )
    return Secao(
        "gerais", "Dados Gerais", (*campos, _largo("Observação", gerais.observacao)), resumo=gerais.especificacao
    )


def _espera(inicial: datetime | None, final: datetime | None) -> str:
    if inicial is None:
        return ""
    return f"{inicial:%H:%M} às {final:%H:%M}" if final else f"desde {inicial:%H:%M}"


def _local(ra: RAConsulta) -> Secao:
    local = ra.local
    coordenadas = (local.coordenada_norte, local.coordenada_leste)
    campos = (
        *_campos(("Matrícula", local.imovel_id), ("Inscrição", local.inscricao)),
        *_campos(("Rota", local.rota), ("Sequencial Rota", local.sequencial_rota)),
        _largo("Endereço da Ocorrência", local.endereco),
        _largo("Ponto de Referência", local.ponto_referencia),
        *_campos(
            ("Município", local.municipio),
            ("Bairro", local.bairro),
            ("Área do Bairro", local.area),
            ("Localidade", _codigo_e_nome(local.localidade_id, local.localidade)),
            ("Setor Comercial", local.setor_comercial),
            ("Quadra", local.quadra),
            ("Divisão de Esgoto", local.divisao_esgoto),
            ("Local da Ocorrência", local.local_ocorrencia),
            ("Pavimento da Rua", local.pavimento_rua),
            ("Pavimento da Calçada", local.pavimento_calcada),
            ("Coordenadas", "; ".join(_decimal(c) for c in coordenadas if c is not None)),
            *((("Diâmetro (mm)", _decimal(local.diametro)),) if local.diametro is not None else ()),
        ),
        _largo("Descrição do Local", local.descricao),
    )
    contas = Grade("contas", "Contas Associadas", _CONTAS, ra.contas, "Nenhuma conta associada.")
    grades = (contas,) if ra.contas else ()
    return Secao("local", "Dados do Local da Ocorrência", campos, grades, local.endereco or local.descricao)


def _solicitante(solicitante: SolicitanteDoRA | None) -> Secao:
    titulo = "Dados do Solicitante"
    if solicitante is None:
        return Secao("solicitante", titulo, resumo="sem solicitante principal")
    campos = (
        *_campos(
            ("Nº Protocolo", solicitante.protocolo),
            ("Cliente", _codigo_e_nome(solicitante.cliente_id, solicitante.cliente)),
            ("Unidade", _codigo_e_nome(solicitante.unidade_id, solicitante.unidade)),
            ("Funcionário", _codigo_e_nome(solicitante.funcionario_id, solicitante.funcionario)),
            ("Nome", solicitante.nome),
            ("Enviar e-mail", solicitante.enviar_email),
            ("E-mail", solicitante.email),
            ("Fone", "; ".join(fone.texto for fone in solicitante.fones)),
        ),
        _largo("Endereço", solicitante.endereco),
        _largo("Ponto de Referência", solicitante.ponto_referencia),
    )
    return Secao("solicitante", titulo, campos, resumo=solicitante.quem)


def _anexos(ra: RAConsulta) -> Secao:
    grade = Grade("anexos", "Anexos", _ANEXOS, ra.anexos, "Nenhum arquivo.")
    return Secao("anexos", "Anexos", grades=(grade,), resumo=_quantos(ra.anexos, "arquivo", "arquivos"))


def _tramite(tramite: UltimoTramite | None) -> Secao:
    titulo = "Dados da Última Tramitação"
    if tramite is None:
        return Secao("tramite", titulo, resumo="sem tramitação")
    campos = (
        *_campos(
            ("Unidade de Origem", tramite.unidade_origem),
            ("Unidade Atual", tramite.unidade_destino),
            ("Data/Hora do Trâmite", tramite.data),
            ("Usuário Responsável", tramite.usuario_responsavel),
            ("Usuário que efetuou o trâmite", tramite.usuario_registro),
        ),
        _largo("Parecer", tramite.parecer),
    )
    return Secao("tramite", titulo, campos, resumo=f"{texto_de(tramite.data)}, {tramite.unidade_destino}")


def _reiteracoes(ra: RAConsulta) -> Secao:
    grade = Grade("reiteracoes", "Reiterações", _REITERACOES, ra.reiteracoes, "Nenhuma reiteração.")
    resumo = _quantos(ra.reiteracoes, "reiteração", "reiterações")
    return Secao("reiteracoes", "Dados de Reiteração", grades=(grade,), resumo=resumo)


def _reativacao(associado: RAAssociado | None) -> Secao | None:
    if associado is None:
        return None
    campos = (
        *_campos(
            ("Número do RA Atual", associado.numero),
            ("Situação", associado.situacao.nome),
            ("Motivo da Reativação", associado.motivo_reativacao),
            ("Data/Hora", associado.data),
            ("Data Prevista", associado.data_prevista),
            ("Unidade da Reativação", associado.unidade_atendimento),
            ("Usuário que Reativou", associado.usuario),
            ("Unidade Atual", associado.unidade_atual),
        ),
        _largo("Observação", associado.observacao),
    )
    return Secao("reativacao", "Dados da Reativação", campos, resumo=f"RA {associado.numero}")


def _encerramento(dados: EncerramentoDoRA | None, ra: RAConsulta) -> Secao | None:
    if dados is None:
        return None
    referencia_ra = ra.associado if ra.associado and "Referência" in ra.associado.rotulo else None
    campos = (
        *_campos(
            ("Motivo", dados.motivo),
            ("RA de Referência", f"{referencia_ra.numero} ({referencia_ra.situacao.nome})" if referencia_ra else ""),
            ("Data/Hora", dados.data),
            ("Data Prevista", dados.data_prevista),
            ("Unidade", dados.unidade),
            ("Usuário", dados.usuario),
            ("Motivo da não cobrança", dados.motivo_nao_cobranca),
        ),
        _largo("Parecer", dados.parecer),
    )
    return Secao("encerramento", "Dados do Encerramento", campos, resumo=f"{texto_de(dados.data)}, {dados.motivo}")


def _ordens(ordens: tuple[OrdemServicoDoRA, ...]) -> Secao | None:
    if not ordens:
        return None
    titulo = "Ordens de Serviço"
    return Secao("ordens", titulo, grades=(Grade("ordens", titulo, _ORDENS, ordens, ""),), resumo=f"{len(ordens)}")


def _pagamentos(ra: RAConsulta) -> Secao | None:
    if not ra.pagamentos:
        return None
    total = sum((p.devolver for p in ra.pagamentos if p.devolver is not None), Decimal(0))
    titulo = NOMES[ra.pagamentos[0].tipo]
    grade = Grade("pagamentos", titulo, _PAGAMENTOS, ra.pagamentos, "")
    campos = _campos(("Total", _dinheiro(total)))
    return Secao("pagamentos", titulo, campos, (grade,), f"total {_dinheiro(total)}")


def _mensagens(ra: RAConsulta) -> Secao:
    grade = Grade("mensagens", "Mensagens SMS", _MENSAGENS, ra.mensagens, "Nenhuma mensagem.")
    return Secao("mensagens", "Mensagens SMS", grades=(grade,), resumo=estado_do_sms(ra) or "nenhuma")


def _quantos(itens: tuple[Any, ...], um: str, varios: str) -> str:
    return f"{len(itens)} {um if len(itens) == 1 else varios}" if itens else "nenhum" if um == "arquivo" else "nenhuma"


def _tamanho(bytes_: int) -> str:
    return f"{max(bytes_ // 1024, 1)} KB"


def _situacao_sms(mensagem: MensagemSms) -> str:
    return sms_nomes.SITUACOES.get(mensagem.situacao, str(mensagem.situacao))


_CONTAS = (
    Coluna("referencia", "Mês/Ano", lambda x: referencia(x.referencia), "centro", 10),
    Coluna("vencimento", "Vencimento", lambda x: x.vencimento, "centro", 13),
    Coluna("valor", "Valor Total", lambda x: x.valor, "direita", 14, _dinheiro),
)
_ANEXOS = (
    Coluna("arquivo", "Arquivo", lambda x: f"anexo-{x.id}.{x.extensao.strip().lower()}", largura=22),
    Coluna("tamanho", "Tamanho", lambda x: x.tamanho, "direita", 10, _tamanho),
    Coluna("observacao", "Observação", lambda x: x.descricao, largura=50),
)
_REITERACOES = (
    Coluna("data", "Data-Hora", lambda x: x.data, "centro", 17),
    Coluna("quem", "Nome do Solicitante", lambda x: x.quem, largura=34),
    Coluna("cliente", "Cliente", lambda x: x.cliente_id, "direita", 10),
    Coluna("unidade", "Unidade", lambda x: x.unidade, largura=24),
    Coluna("fone", "Fone", lambda x: x.fones[0].texto if x.fones else "", largura=22),
)
_ORDENS = (
    Coluna("numero", "Número da OS", lambda x: x.id, "direita", 14),
    Coluna("situacao", "Situação", lambda x: x.situacao.nome, largura=18),
    Coluna("servico", "Tipo do Serviço", lambda x: x.servico, largura=34),
    Coluna("geracao", "Data da Geração", lambda x: x.data_geracao, "centro", 18),
    Coluna("encerramento", "Data Encerramento", lambda x: x.data_encerramento, "centro", 21),
    Coluna("valor", "Valor Total", lambda x: x.valor, "direita", 14, _dinheiro),
    Coluna("parecer", "Parecer", lambda x: x.parecer, largura=40),
)
_PAGAMENTOS = (
    Coluna("referencia", "Mês/Ano", lambda x: referencia(x.referencia) if x.referencia else "", "centro", 10),
    Coluna("data", "Data", lambda x: x.data, "centro", 13),
    Coluna("documento", "Documento", lambda x: x.nome, largura=24),
    Coluna("valor", "Valor", lambda x: x.valor, "direita", 14, _dinheiro),
    Coluna("devolver", "A devolver", lambda x: x.devolver, "direita", 14, _dinheiro),
    Coluna("devolvido", "Devolvido?", lambda x: x.devolvido, "centro", 12, lambda v: "SIM" if v else "NÃO"),
)
_MENSAGENS = (
    Coluna("criada", "Criada em", lambda x: x.criada_em, "centro", 17),
    Coluna("tipo", "Tipo", lambda x: sms_nomes.TIPOS.get(x.tipo, str(x.tipo)), largura=18),
    Coluna("numero", "Número", lambda x: formatar_e164(x.numero), largura=18),
    Coluna("situacao", "Situação", _situacao_sms, largura=12),
    Coluna("motivo", "Motivo", lambda x: sms_nomes.causa(x.motivo, None), largura=36),
    Coluna("enviada", "Enviada em", lambda x: x.enviada_em, "centro", 17),
    Coluna("entregue", "Entregue em", lambda x: x.entregue_em, "centro", 17),
    Coluna("texto", "Texto", lambda x: x.texto, largura=50),
)
