"""Consultar RA with all its sections, and what it must tolerate."""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from gsan_desk.database.banco import Banco
from gsan_desk.domain.codigos import AssociacaoRA, SituacaoOS, SituacaoRA, TipoAtendimento
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import RegraViolada
from gsan_desk.services import ra_consultar
from gsan_desk.services.ra_consultar import RAConsulta
from tests.support.cenario import JPG_MINIMO
from tests.support.cenario_ids import IDS
from tests.support.comandos import comandos

TODOS = range(9001, 9016)


@pytest.mark.parametrize("numero", TODOS)
def test_le_qualquer_ra_em_dois_comandos(sessao: Session, contexto: Contexto, numero: int) -> None:
    with comandos(sessao) as vistos:
        ra = ra_consultar.consultar(sessao, contexto, numero)
    assert ra.numero == numero
    assert len(vistos) == 2
    assert not any("SELECT raan_imdocumento" in comando for comando, _ in vistos)


@pytest.mark.parametrize("numero", [0, -1, 123, 2**31, 10**12])
def test_inexistente(sessao: Session, contexto: Contexto, numero: int) -> None:
    with pytest.raises(RegraViolada) as erro:
        ra_consultar.consultar(sessao, contexto, numero)
    assert [v.codigo for v in erro.value.violacoes] == ["M70"]


def test_dados_gerais(sessao: Session, contexto: Contexto) -> None:
    gerais = ra_consultar.consultar(sessao, contexto, IDS.ra_da_loja).gerais
    assert (gerais.numero_manual, gerais.tipo_atendimento) == ("000000009-4", TipoAtendimento.MANUAL)
    assert gerais.especificacao == contexto.dominios.especificacoes[IDS.espec_cliente].descricao
    assert gerais.tipo == contexto.dominios.tipos[IDS.tipo_comum].descricao
    assert (gerais.unidade_atendimento, gerais.usuario) == ("LOJA DE ATENDIMENTO CENTRO", "ATENDENTE")
    assert (gerais.unidade_atual_id, gerais.unidade_anterior) == (IDS.unidade_loja, "LOJA DE ATENDIMENTO CENTRO")
    assert gerais.data_prevista == gerais.data_atendimento.date() + timedelta(days=7)
    assert gerais.valor_sugerido is None


def test_valor_sugerido_e_do_servico(sessao: Session, contexto: Contexto) -> None:
    gerais = ra_consultar.consultar(sessao, contexto, IDS.ra_com_os).gerais
    assert gerais.valor_sugerido == contexto.dominios.servicos[IDS.servico_vazamento].valor


def test_local(sessao: Session, contexto: Contexto) -> None:
    local = ra_consultar.consultar(sessao, contexto, IDS.ra_falta_agua_imovel).local
    assert local.imovel_id == IDS.imovel_sem_hidrometro
    assert local.inscricao == "001.001.010.0012.000"
    assert (local.rota, local.municipio, local.bairro, local.area) == (1, "SANTA AURORA", "CENTRO", "CENTRO BAIXO")
    assert (local.localidade, local.setor_comercial, local.quadra) == ("CENTRO", 1, 10)
    assert "DAS FLORES, 100" in local.endereco
    assert local.endereco.endswith("CENTRO - SANTA AURORA/PE - CEP 50010-010")


@pytest.mark.parametrize(
    ("mudanca", "bairro"),
    [
        ("brar_id = NULL, lgbr_id = 4", "BOA VISTA"),
        ("brar_id = NULL, lgbr_id = NULL", "CENTRO"),
        ("lgbr_id = 4", "CENTRO"),
    ],
)
def test_municipio_e_bairro_da_area_ou_do_endereco_ou_do_imovel(
    sessao: Session, contexto: Contexto, mudanca: str, bairro: str
) -> None:
    _mudar(sessao, IDS.ra_falta_agua_imovel, mudanca)
    local = ra_consultar.consultar(sessao, contexto, IDS.ra_falta_agua_imovel).local
    assert (local.municipio, local.bairro) == ("SANTA AURORA", bairro)


def test_endereco_do_imovel_e_descritivo(sessao: Session, contexto: Contexto) -> None:
    _mudar(sessao, IDS.ra_com_os, "lgbr_id = NULL")
    assert "DAS FLORES" in ra_consultar.consultar(sessao, contexto, IDS.ra_com_os).local.endereco
    sessao.execute(
        text(
            "INSERT INTO atendimentopublico.ra_endereco_descritivo (ende_id, rgat_id, ende_dsendereco)"
            " VALUES (1, :ra, 'SÍTIO DA BARRA')"
        ),
        {"ra": IDS.ra_com_os},
    )
    assert ra_consultar.consultar(sessao, contexto, IDS.ra_com_os).local.endereco == "SÍTIO DA BARRA"


def test_bloqueado_so_tem_descricao(sessao: Session, contexto: Contexto) -> None:
    ra = ra_consultar.consultar(sessao, contexto, IDS.ra_bloqueado)
    assert ra.situacao is SituacaoRA.BLOQUEADO
    assert (ra.local.endereco, ra.local.inscricao, ra.local.localidade) == ("", "", "")
    assert ra.local.descricao.startswith("ESTRADA DE TERRA")


def test_solicitante_cliente_com_o_cadastro(sessao: Session, contexto: Contexto) -> None:
    pessoa = ra_consultar.consultar(sessao, contexto, IDS.ra_encerrado).solicitante
    assert pessoa is not None
    assert (pessoa.quem, pessoa.fone) == ("MARIA APARECIDA DA SILVA", "(81) 98765-4321")
    assert [f.texto for f in pessoa.fones] == ["(81) 98765-4321", "(81) 3421-1000 ramal 12"]
    assert "DAS FLORES, 100" in pessoa.endereco


def test_solicitante_com_nome(sessao: Session, contexto: Contexto) -> None:
    pessoa = ra_consultar.consultar(sessao, contexto, IDS.ra_pendente_endereco).solicitante
    assert pessoa is not None
    assert (pessoa.quem, pessoa.fone, len(pessoa.fones)) == ("JOAQUIM PEREIRA", "(81) 98888-7777", 2)
    assert "DAS FLORES, 88" in pessoa.endereco


def test_solicitante_unidade(sessao: Session, contexto: Contexto) -> None:
    pessoa = ra_consultar.consultar(sessao, contexto, IDS.ra_com_os).solicitante
    assert pessoa is not None
    assert (pessoa.quem, pessoa.unidade, pessoa.fone) == ("CARLOS EDUARDO LIMA", "OPERAÇÃO DE ÁGUA", "")


def test_anexos_sem_conteudo_e_um_com(sessao: Session, contexto: Contexto) -> None:
    (anexo,) = ra_consultar.consultar(sessao, contexto, IDS.ra_encerrado).anexos
    assert (anexo.descricao, anexo.extensao, anexo.tamanho) == ("FOTO DO LOCAL", "jpg", len(JPG_MINIMO))
    aberto = ra_consultar.anexo(sessao, anexo.id)
    assert aberto is not None
    assert (aberto.registro_atendimento_id, aberto.conteudo) == (IDS.ra_encerrado, JPG_MINIMO)
    assert ra_consultar.anexo(sessao, 999) is None


def test_reiteracao(sessao: Session, contexto: Contexto) -> None:
    ra = ra_consultar.consultar(sessao, contexto, IDS.ra_reiterado)
    (reiteracao,) = ra.reiteracoes
    assert (reiteracao.quem, reiteracao.observacao) == ("MARIA APARECIDA DA SILVA", "LIGOU DE NOVO")
    assert (reiteracao.fones[0].texto, ra.gerais.reiteracoes) == ("(81) 98765-4321", 1)


def test_encerramento_e_ra_de_referencia(sessao: Session, contexto: Contexto) -> None:
    ra = ra_consultar.consultar(sessao, contexto, IDS.ra_duplicado)
    assert ra.encerramento is not None
    assert ra.encerramento.motivo == contexto.dominios.motivos_encerramento[IDS.motivo_duplicidade].descricao
    assert (ra.encerramento.unidade, ra.encerramento.usuario) == ("OPERAÇÃO DE ÁGUA", "ATENDENTE")
    assert _associado(ra) == (AssociacaoRA.REFERENCIA, IDS.ra_pendente_endereco)
    assert ra_consultar.consultar(sessao, contexto, IDS.ra_encerrado).encerramento.parecer == "SERVIÇO FEITO"


def test_reativacao_nos_dois_sentidos(sessao: Session, contexto: Contexto) -> None:
    anterior = ra_consultar.consultar(sessao, contexto, IDS.ra_reativado_anterior)
    assert _associado(anterior) == (AssociacaoRA.ATUAL, IDS.ra_reativado)
    assert anterior.reativacao is not None
    assert anterior.reativacao.motivo_reativacao
    assert (anterior.reativacao.rotulo, anterior.reativacao.situacao) == ("Número do RA Atual:", SituacaoRA.PENDENTE)
    atual = ra_consultar.consultar(sessao, contexto, IDS.ra_reativado)
    assert _associado(atual) == (AssociacaoRA.ANTERIOR, IDS.ra_reativado_anterior)
    assert atual.reativacao is None


def test_cadeia_de_reativacoes_vai_ao_ultimo(sessao: Session, contexto: Contexto) -> None:
    _mudar(sessao, IDS.ra_urgente, f"rgat_idreativacao = {IDS.ra_reativado}")
    ra = ra_consultar.consultar(sessao, contexto, IDS.ra_reativado_anterior)
    assert _associado(ra) == (AssociacaoRA.ATUAL, IDS.ra_urgente)


def test_ciclo_de_reativacoes_para(sessao: Session, contexto: Contexto) -> None:
    _mudar(sessao, IDS.ra_reativado_anterior, f"rgat_idreativacao = {IDS.ra_reativado}")
    ra = ra_consultar.consultar(sessao, contexto, IDS.ra_reativado_anterior)
    assert _associado(ra) == (AssociacaoRA.ATUAL, IDS.ra_reativado)


def test_contas_e_pagamentos(sessao: Session, contexto: Contexto) -> None:
    _gravar(
        sessao,
        "INSERT INTO atendimentopublico.ra_conta (rgat_id, cnta_id) VALUES (:ra, :conta)",
        ra=IDS.ra_com_os,
        conta=IDS.conta_normal,
    )
    _gravar(
        sessao,
        "INSERT INTO atendimentopublico.ra_pagto_duplicidade (rgat_id, pgmt_id, cnta_id, imov_id,"
        " rapd_amreferenciaconta, rapd_amreferenciapagamento, rapd_dtpagamento, rapd_vlpagamento,"
        " rapd_icpagtodevolvido) VALUES (:ra, 1, 5, 1006, 202401, 202402, '2024-03-10', 80.50, 2)",
        ra=IDS.ra_com_os,
    )
    ra = ra_consultar.consultar(sessao, contexto, IDS.ra_com_os)
    assert [(conta.id, conta.valor) for conta in ra.contas] == [(IDS.conta_normal, Decimal("80.00"))]
    (pagamento,) = ra.pagamentos
    assert (pagamento.referencia, pagamento.valor, pagamento.devolvido) == (202402, Decimal("80.50"), False)


def test_mensagens_sms(sessao: Session, contexto: Contexto) -> None:
    _gravar(
        sessao,
        "INSERT INTO gsan_desk.sms_mensagem (tipo, rgat_id, raso_id, numero_informado, numero, texto, alfabeto, partes,"
        " usur_id, chave) VALUES (1, :ra, :ra, '81988887777', '+5581988887777', 'RA aberto', 'S', 1, 101, 'RA:1:1')",
        ra=IDS.ra_pendente_endereco,
    )
    (mensagem,) = ra_consultar.consultar(sessao, contexto, IDS.ra_pendente_endereco).mensagens
    assert (mensagem.numero, mensagem.situacao, mensagem.enviada_em) == ("+5581988887777", 1, None)
    assert mensagem.criada_em is not None


def test_ra_de_processo_automatico(sessao: Session, contexto: Contexto) -> None:
    _mudar(sessao, IDS.ra_urgente, "unid_idatual = NULL, lgbr_id = NULL, loca_id = NULL, rgat_nnimovel = NULL")
    for tabela in ("tramite", "ra_unidade", "ra_solicitante"):
        _gravar(sessao, f"DELETE FROM atendimentopublico.{tabela} WHERE rgat_id = :ra", ra=IDS.ra_urgente)
    ra = ra_consultar.consultar(sessao, contexto, IDS.ra_urgente)
    assert (ra.solicitante, ra.ultimo_tramite, ra.encerramento, ra.associado) == (None, None, None, None)
    assert (ra.gerais.unidade_atual, ra.gerais.unidade_atendimento, ra.gerais.usuario) == ("", "", "")


def test_sem_protocolo_e_sem_principal(sessao: Session, contexto: Contexto) -> None:
    _gravar(
        sessao,
        "UPDATE atendimentopublico.ra_solicitante SET raso_nnprotocoloatendimento = NULL,"
        " raso_icsolicitanteprincipal = 2 WHERE rgat_id = :ra",
        ra=IDS.ra_urgente,
    )
    assert ra_consultar.consultar(sessao, contexto, IDS.ra_urgente).solicitante is None
    (pessoa,) = ra_consultar.solicitantes(sessao, IDS.ra_urgente)
    assert (pessoa.principal, pessoa.protocolo) == (False, "")


def test_ordens_de_servico(sessao: Session) -> None:
    (ordem,) = ra_consultar.ordens_de_servico(sessao, IDS.ra_com_os)
    assert (ordem.id, ordem.situacao) == (IDS.ordem_servico, SituacaoOS.PENDENTE)
    assert ra_consultar.ordens_de_servico(sessao, IDS.ra_urgente) == ()


def test_o_atendente_consulta(atendente: Banco, contexto: Contexto) -> None:
    for numero in TODOS:
        assert atendente.executar(ra_consultar.consultar, contexto, numero).numero == numero


def _associado(ra: RAConsulta) -> tuple[AssociacaoRA, int]:
    assert ra.associado is not None
    return ra.associado.associacao, ra.associado.numero


def _mudar(sessao: Session, ra: int, mudanca: str) -> None:
    _gravar(sessao, f"UPDATE atendimentopublico.registro_atendimento SET {mudanca} WHERE rgat_id = :ra", ra=ra)


def _gravar(sessao: Session, comando: str, **valores: int) -> None:
    sessao.execute(text(comando), valores)
