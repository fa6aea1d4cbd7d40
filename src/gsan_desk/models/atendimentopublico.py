"""Attendance tables of GSAN: the RA and what hangs on it."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Date, DateTime, Integer, LargeBinary, Numeric, Sequence, SmallInteger, String, text
from sqlalchemy.orm import Mapped, mapped_column

from gsan_desk.models.base import Base, TextoFixo


class RegistroAtendimento(Base):
    __tablename__ = "registro_atendimento"
    __table_args__ = {"schema": "atendimentopublico"}

    id: Mapped[int] = mapped_column(
        "rgat_id",
        Integer,
        Sequence("seq_registro_atendimento", schema="atendimentopublico"),
        primary_key=True,
    )
    especificacao_id: Mapped[int] = mapped_column("step_id", Integer)
    localidade_id: Mapped[int | None] = mapped_column("loca_id", Integer)
    setor_comercial_id: Mapped[int | None] = mapped_column("stcm_id", Integer)
    quadra_id: Mapped[int | None] = mapped_column("qdra_id", Integer)
    motivo_encerramento_id: Mapped[int | None] = mapped_column("amen_id", Integer)
    meio_solicitacao_id: Mapped[int] = mapped_column("meso_id", Integer)
    local_ocorrencia_id: Mapped[int | None] = mapped_column("looc_id", Integer)
    pavimento_rua_id: Mapped[int | None] = mapped_column("prua_id", Integer)
    pavimento_calcada_id: Mapped[int | None] = mapped_column("pcal_id", Integer)
    motivo_reativacao_id: Mapped[int | None] = mapped_column("rmrv_id", Integer)
    ra_reativacao_id: Mapped[int | None] = mapped_column("rgat_idreativacao", Integer)
    ra_duplicidade_id: Mapped[int | None] = mapped_column("rgat_idduplicidade", Integer)
    situacao: Mapped[int] = mapped_column("rgat_cdsituacao", SmallInteger)
    data_atendimento: Mapped[datetime] = mapped_column("rgat_tmregistroatendimento", DateTime)
    data_prevista_original: Mapped[date] = mapped_column("rgat_dtprevistaoriginal", Date)
    data_prevista_atual: Mapped[date] = mapped_column("rgat_dtprevistaatual", Date)
    quantidade_reiteracao: Mapped[int | None] = mapped_column("rgat_qtreiteracoes", SmallInteger)
    ultima_reiteracao: Mapped[datetime | None] = mapped_column("rgat_tmultimareiteracao", DateTime)
    observacao: Mapped[str | None] = mapped_column("rgat_dsobservacao", String(400))
    descricao_local_ocorrencia: Mapped[str | None] = mapped_column("rgat_dslocalocorrencia", String(200))
    ultima_alteracao: Mapped[datetime] = mapped_column("rgat_tmultimaalteracao", DateTime, server_default=text("now()"))
    parecer_encerramento: Mapped[str | None] = mapped_column("rgat_dsparecerencerramento", String(1000))
    ponto_referencia: Mapped[str | None] = mapped_column("rgat_dspontoreferencia", String(60))
    complemento_endereco: Mapped[str | None] = mapped_column("rgat_dscomplementondereco", String(45))
    imovel_id: Mapped[int | None] = mapped_column("imov_id", Integer)
    indicador_atendimento_online: Mapped[int] = mapped_column("rgat_icatendimentoonline", SmallInteger)
    bairro_area_id: Mapped[int | None] = mapped_column("brar_id", Integer)
    divisao_esgoto_id: Mapped[int | None] = mapped_column("dves_id", Integer)
    logradouro_bairro_id: Mapped[int | None] = mapped_column("lgbr_id", Integer)
    logradouro_cep_id: Mapped[int | None] = mapped_column("lgcp_id", Integer)
    data_inicio_espera: Mapped[datetime | None] = mapped_column("rgat_tminicioespera", DateTime)
    data_fim_espera: Mapped[datetime | None] = mapped_column("rgat_tmfimespera", DateTime)
    ultima_emissao: Mapped[datetime | None] = mapped_column("rgat_tmultimaemissao", DateTime)
    data_encerramento: Mapped[datetime | None] = mapped_column("rgat_tmencerramento", DateTime)
    numero_imovel: Mapped[str | None] = mapped_column("rgat_nnimovel", TextoFixo(5))
    numero_manual: Mapped[int | None] = mapped_column("rgat_idmanual", Integer)
    unidade_atual_id: Mapped[int | None] = mapped_column("unid_idatual", Integer)
    coordenada_norte: Mapped[Decimal | None] = mapped_column("rgat_nncoordenadanorte", Numeric(16, 4))
    coordenada_leste: Mapped[Decimal | None] = mapped_column("rgat_nncoordenadaleste", Numeric(16, 4))
    motivo_nao_cobranca_id: Mapped[int | None] = mapped_column("sncm_id", Integer)
    perimetro_inicial_id: Mapped[int | None] = mapped_column("logr_idinicioperimetro", Integer)
    perimetro_final_id: Mapped[int | None] = mapped_column("logr_idfimperimetro", Integer)
    indicador_coordenada_sem_logradouro: Mapped[int | None] = mapped_column("rgat_iccorrdenadassemlogr", SmallInteger)
    diametro: Mapped[Decimal | None] = mapped_column("rgat_nndiametro", Numeric(5, 2))


class RegistroAtendimentoSolicitante(Base):
    __tablename__ = "ra_solicitante"
    __table_args__ = {"schema": "atendimentopublico"}

    id: Mapped[int] = mapped_column(
        "raso_id", Integer, Sequence("seq_ra_solicitante", schema="atendimentopublico"), primary_key=True
    )
    registro_atendimento_id: Mapped[int] = mapped_column("rgat_id", Integer)
    cliente_id: Mapped[int | None] = mapped_column("clie_id", Integer)
    numero_imovel: Mapped[str | None] = mapped_column("raso_nnimovel", TextoFixo(5))
    ponto_referencia: Mapped[str | None] = mapped_column("raso_dspontoreferencia", String(60))
    complemento_endereco: Mapped[str | None] = mapped_column("raso_dscomplementondereco", String(25))
    nome: Mapped[str | None] = mapped_column("raso_nmsolicitante", String(60))
    indicador_solicitante_principal: Mapped[int] = mapped_column("raso_icsolicitanteprincipal", SmallInteger)
    ultima_alteracao: Mapped[datetime] = mapped_column("raso_tmultimaalteracao", DateTime, server_default=text("now()"))
    unidade_id: Mapped[int | None] = mapped_column("unid_id", Integer)
    funcionario_id: Mapped[int | None] = mapped_column("func_id", Integer)
    logradouro_bairro_id: Mapped[int | None] = mapped_column("lgbr_id", Integer)
    logradouro_cep_id: Mapped[int | None] = mapped_column("lgcp_id", Integer)
    perimetro_inicial_id: Mapped[int | None] = mapped_column("logr_idinicioperimetro", Integer)
    perimetro_final_id: Mapped[int | None] = mapped_column("logr_idfimperimetro", Integer)
    protocolo: Mapped[str | None] = mapped_column("raso_nnprotocoloatendimento", String(14))
    indicador_envio_email_pesquisa: Mapped[int] = mapped_column("raso_icenvioemailpesquisa", SmallInteger)
    endereco_email: Mapped[str | None] = mapped_column("raso_dsemail", String(40))


class SolicitanteFone(Base):
    __tablename__ = "solicitante_fone"
    __table_args__ = {"schema": "atendimentopublico"}

    id: Mapped[int] = mapped_column(
        "sofo_id", Integer, Sequence("seq_solicitante_fone", schema="atendimentopublico"), primary_key=True
    )
    ddd: Mapped[int] = mapped_column("sofo_cdddd", SmallInteger)
    fone: Mapped[str] = mapped_column("sofo_nnfone", String(9))
    ramal: Mapped[str | None] = mapped_column("sofo_nnfoneramal", String(4))
    indicador_padrao: Mapped[int] = mapped_column("sofo_icfonepadrao", SmallInteger)
    fone_tipo_id: Mapped[int] = mapped_column("fnet_id", Integer)
    ultima_alteracao: Mapped[datetime] = mapped_column("sofo_tmultimaalteracao", DateTime, server_default=text("now()"))
    solicitante_id: Mapped[int] = mapped_column("raso_id", Integer)


class RegistroAtendimentoUnidade(Base):
    __tablename__ = "ra_unidade"
    __table_args__ = {"schema": "atendimentopublico"}

    id: Mapped[int] = mapped_column(
        "raun_id", Integer, Sequence("seq_ra_unidade", schema="atendimentopublico"), primary_key=True
    )
    unidade_id: Mapped[int] = mapped_column("unid_id", Integer)
    registro_atendimento_id: Mapped[int] = mapped_column("rgat_id", Integer)
    usuario_id: Mapped[int] = mapped_column("usur_id", Integer)
    relacao_tipo_id: Mapped[int] = mapped_column("attp_id", Integer)
    ultima_alteracao: Mapped[datetime] = mapped_column("raun_tmultimaalteracao", DateTime, server_default=text("now()"))


class Tramite(Base):
    __tablename__ = "tramite"
    __table_args__ = {"schema": "atendimentopublico"}

    id: Mapped[int] = mapped_column(
        "tram_id", Integer, Sequence("seq_tramite", schema="atendimentopublico"), primary_key=True
    )
    registro_atendimento_id: Mapped[int] = mapped_column("rgat_id", Integer)
    parecer: Mapped[str | None] = mapped_column("tram_dsparecertramite", String(400))
    data_tramite: Mapped[datetime] = mapped_column("tram_tmtramite", DateTime)
    ultima_alteracao: Mapped[datetime] = mapped_column("tram_tmultimaalteracao", DateTime, server_default=text("now()"))
    unidade_origem_id: Mapped[int] = mapped_column("unid_idorigem", Integer)
    unidade_destino_id: Mapped[int] = mapped_column("unid_iddestino", Integer)
    usuario_registro_id: Mapped[int] = mapped_column("usur_idregistro", Integer)
    usuario_responsavel_id: Mapped[int] = mapped_column("usur_idresponsavel", Integer)


class RegistroAtendimentoAnexo(Base):
    __tablename__ = "ra_anexo"
    __table_args__ = {"schema": "atendimentopublico"}

    id: Mapped[int] = mapped_column(
        "raan_id", Integer, Sequence("seq_ra_anexo", schema="atendimentopublico"), primary_key=True
    )
    registro_atendimento_id: Mapped[int] = mapped_column("rgat_id", Integer)
    documento: Mapped[bytes] = mapped_column("raan_imdocumento", LargeBinary)
    descricao: Mapped[str | None] = mapped_column("raan_dsdocumento", String(200))
    extensao: Mapped[str] = mapped_column("raan_nmextensaodocumento", TextoFixo(4))
    ultima_alteracao: Mapped[datetime] = mapped_column("raan_tmultimaalteracao", DateTime, server_default=text("now()"))


class RAReiteracao(Base):
    __tablename__ = "ra_reiteracao"
    __table_args__ = {"schema": "atendimentopublico"}

    id: Mapped[int] = mapped_column(
        "rart_id", Integer, Sequence("seq_ra_reiteracao", schema="atendimentopublico"), primary_key=True
    )
    registro_atendimento_id: Mapped[int] = mapped_column("rgat_id", Integer)
    protocolo: Mapped[str] = mapped_column("rart_nnprotocoloatendimento", String)
    nome: Mapped[str | None] = mapped_column("rart_nmsolicitante", String)
    cliente_id: Mapped[int | None] = mapped_column("clie_id", Integer)
    unidade_id: Mapped[int | None] = mapped_column("unid_id", Integer)
    logradouro_bairro_id: Mapped[int | None] = mapped_column("lgbr_id", Integer)
    logradouro_cep_id: Mapped[int | None] = mapped_column("lgcp_id", Integer)
    perimetro_inicial_id: Mapped[int | None] = mapped_column("logr_idinicioperimetro", Integer)
    perimetro_final_id: Mapped[int | None] = mapped_column("logr_idfimperimetro", Integer)
    numero_imovel: Mapped[int | None] = mapped_column("rart_nnimovel", Integer)
    complemento_endereco: Mapped[str | None] = mapped_column("rart_dscomplementondereco", String)
    ponto_referencia: Mapped[str | None] = mapped_column("rart_dspontoreferencia", String)
    indicador_endereco_correspondencia: Mapped[int | None] = mapped_column(
        "rart_icenderecocorrespondencia", SmallInteger
    )
    ultima_alteracao: Mapped[datetime] = mapped_column("rart_tmultimaalteracao", DateTime, server_default=text("now()"))
    observacao: Mapped[str | None] = mapped_column("rart_dsobservacao", String)


class RAReiteracaoFone(Base):
    __tablename__ = "ra_reiteracao_fone"
    __table_args__ = {"schema": "atendimentopublico"}

    id: Mapped[int] = mapped_column(
        "rtfo_id", Integer, Sequence("seq_ra_reiteracao_fone", schema="atendimentopublico"), primary_key=True
    )
    ra_reiteracao_id: Mapped[int] = mapped_column("rart_id", Integer)
    fone_tipo_id: Mapped[int] = mapped_column("fnet_id", Integer)
    ddd: Mapped[str | None] = mapped_column("rtfo_cdddd", String)
    fone: Mapped[str | None] = mapped_column("rtfo_nnfone", String)
    ramal: Mapped[str | None] = mapped_column("rtfo_nnfoneramal", String)
    indicador_padrao: Mapped[int] = mapped_column("rtfo_icfonepadrao", SmallInteger)
    ultima_alteracao: Mapped[datetime] = mapped_column("rtfo_tmultimaalteracao", DateTime, server_default=text("now()"))


class RegistroAtendimentoConta(Base):
    __tablename__ = "ra_conta"
    __table_args__ = {"schema": "atendimentopublico"}

    registro_atendimento_id: Mapped[int] = mapped_column("rgat_id", Integer, primary_key=True)
    conta_id: Mapped[int] = mapped_column("cnta_id", Integer, primary_key=True)
    ultima_alteracao: Mapped[datetime] = mapped_column("ract_tmultimaalteracao", DateTime, server_default=text("now()"))


class RegistroAtendimentoPagamentoDuplicidade(Base):
    __tablename__ = "ra_pagto_duplicidade"
    __table_args__ = {"schema": "atendimentopublico"}

    registro_atendimento_id: Mapped[int] = mapped_column("rgat_id", Integer, primary_key=True)
    pagamento_id: Mapped[int] = mapped_column("pgmt_id", Integer, primary_key=True)
    conta_id: Mapped[int] = mapped_column("cnta_id", Integer)
    referencia_conta: Mapped[int] = mapped_column("rapd_amreferenciaconta", Integer)
    ultima_alteracao: Mapped[datetime] = mapped_column("rapd_tmultimaalteracao", DateTime, server_default=text("now()"))
    imovel_id: Mapped[int] = mapped_column("imov_id", Integer)
    indicador_pagamento_devolvido: Mapped[int] = mapped_column("rapd_icpagtodevolvido", SmallInteger)
    ano_mes_referencia_pagamento: Mapped[int | None] = mapped_column("rapd_amreferenciapagamento", Integer)
    data_pagamento: Mapped[date | None] = mapped_column("rapd_dtpagamento", Date)
    valor_pagamento: Mapped[Decimal | None] = mapped_column("rapd_vlpagamento", Numeric(13, 2))


class RaEnderecoDescritivo(Base):
    __tablename__ = "ra_endereco_descritivo"
    __table_args__ = {"schema": "atendimentopublico"}

    id: Mapped[int] = mapped_column(
        "ende_id",
        Integer,
        Sequence("seq_ra_endereco_descritivo", schema="atendimentopublico"),
        primary_key=True,
    )
    descricao: Mapped[str] = mapped_column("ende_dsendereco", String(50))
    descricao_bairro: Mapped[str | None] = mapped_column("ende_dsbairro", String(20))
    registro_atendimento_id: Mapped[int] = mapped_column("rgat_id", Integer)


class VisualizacaoRegistroAtendimentoUrgencia(Base):
    __tablename__ = "visualizacao_ra_urgencia"
    __table_args__ = {"schema": "atendimentopublico"}

    id: Mapped[int] = mapped_column(
        "vrau_id",
        Integer,
        Sequence("seq_visualizacao_ra_urgencia", schema="atendimentopublico"),
        primary_key=True,
    )
    registro_atendimento_id: Mapped[int] = mapped_column("rgat_id", Integer)
    usuario_id: Mapped[int] = mapped_column("usur_id", Integer)
    indicador_visualizacao: Mapped[int] = mapped_column("vrau_icvisualiza", Integer)
    indicador_tramite: Mapped[int] = mapped_column("vrau_ictramite", Integer)
    ultima_alteracao: Mapped[datetime] = mapped_column("vrau_tmultimaalteracao", DateTime, server_default=text("now()"))
    indicador_reiteracao: Mapped[int] = mapped_column("vrau_icreiteracao", SmallInteger)


class SolicitacaoTipoGrupo(Base):
    __tablename__ = "solicitacao_tipo_grupo"
    __table_args__ = {"schema": "atendimentopublico"}

    id: Mapped[int] = mapped_column(
        "sotg_id",
        Integer,
        Sequence("seq_solicitacao_tipo_grupo", schema="atendimentopublico"),
        primary_key=True,
    )
    descricao: Mapped[str] = mapped_column("sotg_dssolicitacaotipogrupo", String(20))
    descricao_abreviada: Mapped[str | None] = mapped_column("sotg_dsabreviado", String(20))
    indicador_uso: Mapped[int] = mapped_column("sotg_icuso", SmallInteger)
    ultima_alteracao: Mapped[datetime] = mapped_column("sotg_tmultimaalteracao", DateTime, server_default=text("now()"))
    indicador_esgoto: Mapped[int] = mapped_column("sotg_icesgoto", SmallInteger)


class SolicitacaoTipo(Base):
    __tablename__ = "solicitacao_tipo"
    __table_args__ = {"schema": "atendimentopublico"}

    id: Mapped[int] = mapped_column(
        "sotp_id", Integer, Sequence("seq_solicitacao_tipo", schema="atendimentopublico"), primary_key=True
    )
    descricao: Mapped[str] = mapped_column("sotp_dssolicitacaotipo", String(50))
    solicitacao_tipo_grupo_id: Mapped[int] = mapped_column("sotg_id", Integer)
    ultima_alteracao: Mapped[datetime] = mapped_column("sotp_tmultimaalteracao", DateTime, server_default=text("now()"))
    indicador_falta_agua: Mapped[int] = mapped_column("sotp_icfaltaagua", SmallInteger)
    indicador_tarifa_social: Mapped[int] = mapped_column("sotp_ictarifasocial", SmallInteger)
    indicador_uso: Mapped[int] = mapped_column("sotp_icuso", SmallInteger)
    indicador_uso_sistema: Mapped[int] = mapped_column("sotp_icusosistema", SmallInteger)


class SolicitacaoTipoEspecificacao(Base):
    __tablename__ = "solicitacao_tipo_espec"
    __table_args__ = {"schema": "atendimentopublico"}

    id: Mapped[int] = mapped_column(
        "step_id",
        Integer,
        Sequence("seq_solicitacao_tipo_espec", schema="atendimentopublico"),
        primary_key=True,
    )
    descricao: Mapped[str] = mapped_column("step_dssolcttipoespec", String(50))
    dias_prazo: Mapped[int | None] = mapped_column("step_nndiaprazo", Integer)
    indicador_pavimento_calcada: Mapped[int] = mapped_column("step_icpavimentocalcada", SmallInteger)
    indicador_pavimento_rua: Mapped[int] = mapped_column("step_icpavimentorua", SmallInteger)
    indicador_cobranca_material: Mapped[int | None] = mapped_column("step_iccobrancamaterial", Integer)
    indicador_matricula: Mapped[int | None] = mapped_column("step_icmatricula", Integer)
    indicador_parecer_encerramento: Mapped[int | None] = mapped_column("step_icparecerencerramento", Integer)
    indicador_geracao_debito: Mapped[int | None] = mapped_column("step_icgeracaodebito", Integer)
    indicador_geracao_credito: Mapped[int | None] = mapped_column("step_icgeracaocredito", Integer)
    ultima_alteracao: Mapped[datetime] = mapped_column("step_tmultimaalteracao", DateTime, server_default=text("now()"))
    solicitacao_tipo_id: Mapped[int] = mapped_column("sotp_id", Integer)
    unidade_id: Mapped[int | None] = mapped_column("unid_id", Integer)
    servico_tipo_id: Mapped[int | None] = mapped_column("svtp_id", Integer)
    indicador_geracao_ordem_servico: Mapped[int] = mapped_column("step_icgeracaoordemservico", SmallInteger)
    indicador_cliente: Mapped[int | None] = mapped_column("step_iccliente", SmallInteger)
    especificacao_imovel_situacao_id: Mapped[int | None] = mapped_column("esim_id", Integer)
    indicador_uso: Mapped[int] = mapped_column("step_icuso", SmallInteger)
    indicador_ligacao_agua: Mapped[int] = mapped_column("step_icligacaoagua", SmallInteger)
    indicador_solicitante: Mapped[int] = mapped_column("step_icsolicitante", SmallInteger)
    indicador_verificar_debito: Mapped[int] = mapped_column("step_icverificardebito", SmallInteger)
    debito_tipo_id: Mapped[int | None] = mapped_column("dbtp_id", Integer)
    valor_debito: Mapped[Decimal | None] = mapped_column("step_vldebito", Numeric(13, 2))
    indicador_permite_alterar_valor: Mapped[int] = mapped_column("step_icpermitealterarvalor", SmallInteger)
    indicador_cobrar_juros: Mapped[int] = mapped_column("step_iccobrarjuros", SmallInteger)
    indicador_documento_obrigatorio: Mapped[int] = mapped_column("step_icdocumentoobrigatorio", SmallInteger)
    indicador_encerramento_automatico: Mapped[int] = mapped_column("step_icencerramentoautomatico", SmallInteger)
    especificacao_novo_ra_id: Mapped[int | None] = mapped_column("step_idnovora", Integer)
    indicador_urgencia: Mapped[int | None] = mapped_column("step_icurgencia", Integer)
    indicador_validar_doc_responsavel: Mapped[int] = mapped_column("step_icvaldocresponsavel", SmallInteger)
    indicador_informar_conta_ra: Mapped[int] = mapped_column("step_icinformarcontara", Integer)
    codigo_constante: Mapped[int | None] = mapped_column("step_nncodigoconstante", Integer)
    indicador_informar_pagamento_duplicidade: Mapped[int] = mapped_column("step_icinformarpgtoduplicidade", Integer)
    indicador_alterar_vencimento_alternativo: Mapped[int] = mapped_column("step_icalterarvencimento", Integer)
    indicador_loja_virtual: Mapped[int] = mapped_column("step_iclojavirtual", SmallInteger)
    indicador_cancelar_debito_a_cobrar: Mapped[int] = mapped_column("step_iccanceladebitoacobrar", SmallInteger)


class EspecificacaoImovelSituacao(Base):
    __tablename__ = "espec_imovel_situacao"
    __table_args__ = {"schema": "atendimentopublico"}

    id: Mapped[int] = mapped_column(
        "esim_id",
        Integer,
        Sequence("seq_espec_imovel_situacao", schema="atendimentopublico"),
        primary_key=True,
    )
    descricao: Mapped[str] = mapped_column("esim_dsespecimvsit", String(30))
    ultima_alteracao: Mapped[datetime] = mapped_column("esim_tmultimaalteracao", DateTime, server_default=text("now()"))


class EspecificacaoImovSitCriterio(Base):
    __tablename__ = "espec_imovel_sit_crit"
    __table_args__ = {"schema": "atendimentopublico"}

    id: Mapped[int] = mapped_column(
        "eisc_id",
        Integer,
        Sequence("seq_espec_imovel_sit_crit", schema="atendimentopublico"),
        primary_key=True,
    )
    especificacao_imovel_situacao_id: Mapped[int] = mapped_column("esim_id", Integer)
    ligacao_agua_situacao_id: Mapped[int | None] = mapped_column("last_id", Integer)
    ligacao_esgoto_situacao_id: Mapped[int | None] = mapped_column("lest_id", Integer)
    ultima_alteracao: Mapped[datetime] = mapped_column("eisc_tmultimaalteracao", DateTime, server_default=text("now()"))
    indicador_hidrometro_ligacao_agua: Mapped[int | None] = mapped_column("eisc_ichidrometroligagua", SmallInteger)
    indicador_hidrometro_poco: Mapped[int | None] = mapped_column("eisc_ichidrometropoco", SmallInteger)


class EspecificacaoUnidadeCobranca(Base):
    __tablename__ = "espec_unid_cobr"
    __table_args__ = {"schema": "atendimentopublico"}

    especificacao_id: Mapped[int] = mapped_column("step_id", Integer, primary_key=True)
    cobranca_situacao_id: Mapped[int] = mapped_column("cbst_id", Integer, primary_key=True)
    unidade_id: Mapped[int] = mapped_column("unid_id", Integer)
    ultima_alteracao: Mapped[datetime] = mapped_column("esuc_tmultimaalteracao", DateTime, server_default=text("now()"))


class LocalidadeEspecificacaoUnidade(Base):
    __tablename__ = "local_espec_unidade"
    __table_args__ = {"schema": "atendimentopublico"}

    localidade_id: Mapped[int] = mapped_column("loca_id", Integer, primary_key=True)
    especificacao_id: Mapped[int] = mapped_column("step_id", Integer, primary_key=True)
    unidade_id: Mapped[int] = mapped_column("unid_id", Integer, primary_key=True)
    ultima_alteracao: Mapped[datetime] = mapped_column("loes_tmultimaalteracao", DateTime, server_default=text("now()"))


class SolicitacaoDocumentoObrigatorio(Base):
    __tablename__ = "sol_espec_doc_obrig_meio"
    __table_args__ = {"schema": "atendimentopublico"}

    especificacao_id: Mapped[int] = mapped_column("step_id", Integer, primary_key=True)
    meio_solicitacao_id: Mapped[int] = mapped_column("meso_id", Integer, primary_key=True)
    ultima_alteracao: Mapped[datetime] = mapped_column("sedm_tmultimaalteracao", DateTime, server_default=text("now()"))


class MeioSolicitacao(Base):
    __tablename__ = "meio_solicitacao"
    __table_args__ = {"schema": "atendimentopublico"}

    id: Mapped[int] = mapped_column(
        "meso_id", Integer, Sequence("seq_meio_solicitacao", schema="atendimentopublico"), primary_key=True
    )
    descricao: Mapped[str] = mapped_column("meso_dsmeiosolicitacao", String(50))
    descricao_abreviada: Mapped[str | None] = mapped_column("meso_dsabreviado", TextoFixo(8))
    indicador_uso: Mapped[int] = mapped_column("meso_icuso", SmallInteger)
    ultima_alteracao: Mapped[datetime] = mapped_column("meso_tmultimaalteracao", DateTime, server_default=text("now()"))


class LocalOcorrencia(Base):
    __tablename__ = "local_ocorrencia"
    __table_args__ = {"schema": "atendimentopublico"}

    id: Mapped[int] = mapped_column(
        "looc_id", Integer, Sequence("seq_local_ocorrencia", schema="atendimentopublico"), primary_key=True
    )
    descricao: Mapped[str] = mapped_column("looc_dslocalocorrencia", String(50))
    descricao_abreviada: Mapped[str | None] = mapped_column("looc_dsabreviado", TextoFixo(8))
    indicador_uso: Mapped[int] = mapped_column("looc_icuso", SmallInteger)
    ultima_alteracao: Mapped[datetime] = mapped_column("looc_tmultimaalteracao", DateTime, server_default=text("now()"))
    indicador_rua: Mapped[int] = mapped_column("looc_icrua", SmallInteger)
    indicador_calcada: Mapped[int] = mapped_column("looc_iccalcada", SmallInteger)


class AtendimentoMotivoEncerramento(Base):
    __tablename__ = "atend_motivo_encmt"
    __table_args__ = {"schema": "atendimentopublico"}

    id: Mapped[int] = mapped_column(
        "amen_id", Integer, Sequence("seq_atend_motivo_encmt", schema="atendimentopublico"), primary_key=True
    )
    descricao: Mapped[str] = mapped_column("amen_dsmotivoencerramento", String(50))
    descricao_abreviada: Mapped[str | None] = mapped_column("amen_dsabreviado", TextoFixo(8))
    indicador_uso: Mapped[int] = mapped_column("amen_icuso", SmallInteger)
    ultima_alteracao: Mapped[datetime] = mapped_column("amen_tmultimaalteracao", DateTime, server_default=text("now()"))
    indicador_execucao: Mapped[int] = mapped_column("amen_icexecucao", SmallInteger)
    indicador_duplicidade: Mapped[int] = mapped_column("amen_icduplicidade", SmallInteger)
    qtde_dias_aditivo_prazo: Mapped[int | None] = mapped_column("amen_qtdiasaditivoprazo", Integer)
    indicador_exibir_form_ordem_seletiva: Mapped[int] = mapped_column("amen_icexibiformordemseletiva", SmallInteger)


class AtendimentoRelacaoTipo(Base):
    __tablename__ = "atendimento_relacao_tipo"
    __table_args__ = {"schema": "atendimentopublico"}

    id: Mapped[int] = mapped_column(
        "attp_id",
        Integer,
        Sequence("seq_atendimento_relacao_tipo", schema="atendimentopublico"),
        primary_key=True,
    )
    descricao: Mapped[str] = mapped_column("attp_dsatendimentorelacaotipo", String(30))
    indicador_uso: Mapped[int | None] = mapped_column("attp_icuso", SmallInteger)
    ultima_alteracao: Mapped[datetime] = mapped_column("attp_tmultimaalteracao", DateTime, server_default=text("now()"))


class OrdemServico(Base):
    __tablename__ = "ordem_servico"
    __table_args__ = {"schema": "atendimentopublico"}

    id: Mapped[int] = mapped_column(
        "orse_id", Integer, Sequence("seq_ordem_servico", schema="atendimentopublico"), primary_key=True
    )
    registro_atendimento_id: Mapped[int | None] = mapped_column("rgat_id", Integer)
    cobranca_documento_id: Mapped[int | None] = mapped_column("cbdo_id", Integer)
    servico_tipo_id: Mapped[int] = mapped_column("svtp_id", Integer)
    servico_tipo_referencia_id: Mapped[int | None] = mapped_column("svtp_idreferencia", Integer)
    motivo_encerramento_id: Mapped[int | None] = mapped_column("amen_id", Integer)
    os_referida_retorno_tipo_id: Mapped[int | None] = mapped_column("orrt_id", Integer)
    os_referencia_id: Mapped[int | None] = mapped_column("orse_idreferencia", Integer)
    situacao: Mapped[int] = mapped_column("orse_cdsituacao", SmallInteger)
    data_geracao: Mapped[datetime] = mapped_column("orse_tmgeracao", DateTime)
    data_emissao: Mapped[datetime | None] = mapped_column("orse_tmemissao", DateTime)
    data_encerramento: Mapped[datetime | None] = mapped_column("orse_tmencerramento", DateTime)
    descricao_parecer_encerramento: Mapped[str | None] = mapped_column("orse_dsparecerencerramento", String(400))
    observacao: Mapped[str | None] = mapped_column("orse_dsobservacao", String(400))
    area_pavimento: Mapped[Decimal | None] = mapped_column("orse_nnareapavimento", Numeric(6, 2))
    valor_original: Mapped[Decimal | None] = mapped_column("orse_vlservicooriginal", Numeric(13, 2))
    valor_atual: Mapped[Decimal | None] = mapped_column("orse_vlservicoatual", Numeric(13, 2))
    ultima_alteracao: Mapped[datetime] = mapped_column("orse_tmultimaalteracao", DateTime, server_default=text("now()"))
    servico_tipo_prioridade_original_id: Mapped[int] = mapped_column("stpr_idoriginal", Integer)
    servico_tipo_prioridade_atual_id: Mapped[int] = mapped_column("stpr_idatual", Integer)
    indicador_comercial_atualizado: Mapped[int] = mapped_column("orse_iccomercialatualizado", SmallInteger)
    motivo_nao_cobranca_id: Mapped[int | None] = mapped_column("sncm_id", Integer)
    percentual_cobranca: Mapped[Decimal | None] = mapped_column("orse_pcvalorcobranca", Numeric(5, 2))
    fiscalizacao_coletiva_id: Mapped[int | None] = mapped_column("fzcl_id", Integer)
    indicador_servico_diagnosticado: Mapped[int] = mapped_column("orse_icdiagnostico", SmallInteger)
    imovel_id: Mapped[int | None] = mapped_column("imov_id", Integer)
    fiscalizacao_situacao_id: Mapped[int | None] = mapped_column("fzst_id", Integer)
    data_fiscalizacao_situacao: Mapped[date | None] = mapped_column("orse_dtfiscalizacaosituacao", Date)
    codigo_tipo_recebimento: Mapped[int | None] = mapped_column("orse_cdtiporecebimento", SmallInteger)
    codigo_retorno_vistoria: Mapped[int | None] = mapped_column("orse_cdretornovistoria", SmallInteger)
    codigo_retorno_fiscalizacao_coletiva: Mapped[int | None] = mapped_column("orse_cdretornofisclzcoltv", SmallInteger)
    parecer_fiscalizacao_coletiva: Mapped[str | None] = mapped_column("orse_dsparecerfisclzcoltv", String(100))
    indicador_programada: Mapped[int] = mapped_column("orse_icprogramada", SmallInteger)
    indicador_encerramento_automatico: Mapped[int] = mapped_column("orse_icencerramentoautomatico", SmallInteger)
    unidade_atual_id: Mapped[int] = mapped_column("unid_idatual", Integer)
    projeto_id: Mapped[int | None] = mapped_column("proj_id", Integer)
    indicador_atualiza_agua: Mapped[int | None] = mapped_column("orse_icatualizaagua", SmallInteger)
    indicador_atualiza_esgoto: Mapped[int | None] = mapped_column("orse_icatualizaesgoto", SmallInteger)
    indicador_boletim: Mapped[int] = mapped_column("orse_icboletim", SmallInteger)
    comando_ordem_seletiva_id: Mapped[int | None] = mapped_column("coss_id", Integer)
    numero_fator_prioridade: Mapped[int | None] = mapped_column("orse_nnfatorprioridade", Integer)


class OrdemServicoUnidade(Base):
    __tablename__ = "ordem_servico_unidade"
    __table_args__ = {"schema": "atendimentopublico"}

    id: Mapped[int] = mapped_column(
        "osun_id",
        Integer,
        Sequence("seq_ordem_servico_unidade", schema="atendimentopublico"),
        primary_key=True,
    )
    unidade_id: Mapped[int] = mapped_column("unid_id", Integer)
    ordem_servico_id: Mapped[int] = mapped_column("orse_id", Integer)
    usuario_id: Mapped[int] = mapped_column("usur_id", Integer)
    relacao_tipo_id: Mapped[int] = mapped_column("attp_id", Integer)
    ultima_alteracao: Mapped[datetime] = mapped_column("osun_tmultimaalteracao", DateTime, server_default=text("now()"))


class ServicoTipo(Base):
    __tablename__ = "servico_tipo"
    __table_args__ = {"schema": "atendimentopublico"}

    id: Mapped[int] = mapped_column(
        "svtp_id", Integer, Sequence("seq_servico_tipo", schema="atendimentopublico"), primary_key=True
    )
    descricao: Mapped[str] = mapped_column("svtp_dsservicotipo", String(50))
    descricao_abreviada: Mapped[str | None] = mapped_column("svtp_dsabreviado", String(20))
    valor: Mapped[Decimal] = mapped_column("svtp_vlservico", Numeric(13, 2))
    indicador_terceirizado: Mapped[int] = mapped_column("svtp_icterceirizado", SmallInteger)
    codigo_servico_tipo: Mapped[str] = mapped_column("svtp_cdservicotipo", TextoFixo(1))
    servico_tipo_referencia_id: Mapped[int | None] = mapped_column("strf_id", Integer)
    ultima_alteracao: Mapped[datetime] = mapped_column("svtp_tmultimaalteracao", DateTime, server_default=text("now()"))
    servico_tipo_prioridade_id: Mapped[int] = mapped_column("stpr_id", Integer)
    indicador_uso: Mapped[int] = mapped_column("svtp_icuso", SmallInteger)
    indicador_envio_email_pesquisa: Mapped[int] = mapped_column("svtp_icenvioemailpesquisa", SmallInteger)


class ServicoTipoReferencia(Base):
    __tablename__ = "servico_tipo_referencia"
    __table_args__ = {"schema": "atendimentopublico"}

    id: Mapped[int] = mapped_column(
        "strf_id",
        Integer,
        Sequence("seq_servico_tipo_referencia", schema="atendimentopublico"),
        primary_key=True,
    )
    descricao: Mapped[str] = mapped_column("strf_dsservicotiporeferencia", String(50))
    indicador_uso: Mapped[int] = mapped_column("strf_icuso", SmallInteger)
    indicador_existencia_os_referencia: Mapped[int] = mapped_column("strf_icexistenciaosreferencia", SmallInteger)
    servico_tipo_id: Mapped[int | None] = mapped_column("svtp_id", Integer)
    indicador_diagnostico: Mapped[int] = mapped_column("strf_icdiagnostico", SmallInteger)


class ServicoTipoPrioridade(Base):
    __tablename__ = "servico_tipo_prioridade"
    __table_args__ = {"schema": "atendimentopublico"}

    id: Mapped[int] = mapped_column(
        "stpr_id",
        Integer,
        Sequence("seq_servico_tipo_prioridade", schema="atendimentopublico"),
        primary_key=True,
    )
    descricao: Mapped[str] = mapped_column("stpr_dsservicotipoprioridade", String(30))
    indicador_uso: Mapped[int] = mapped_column("stpr_icuso", SmallInteger)


class ServicoNaoCobrancaMotivo(Base):
    __tablename__ = "servico_nao_cobr_motivo"
    __table_args__ = {"schema": "atendimentopublico"}

    id: Mapped[int] = mapped_column(
        "sncm_id",
        Integer,
        Sequence("seq_servico_nao_cobr_motivo", schema="atendimentopublico"),
        primary_key=True,
    )
    descricao: Mapped[str] = mapped_column("sncm_dsservnaocobmotivo", String(40))


class LigacaoAgua(Base):
    __tablename__ = "ligacao_agua"
    __table_args__ = {"schema": "atendimentopublico"}

    id: Mapped[int] = mapped_column(
        "lagu_id", Integer, Sequence("seq_ligacao_agua", schema="atendimentopublico"), primary_key=True
    )
    hidrometro_instalacao_id: Mapped[int | None] = mapped_column("hidi_id", Integer)


class LigacaoAguaSituacao(Base):
    __tablename__ = "ligacao_agua_situacao"
    __table_args__ = {"schema": "atendimentopublico"}

    id: Mapped[int] = mapped_column(
        "last_id",
        Integer,
        Sequence("seq_ligacao_agua_situacao", schema="atendimentopublico"),
        primary_key=True,
    )
    descricao: Mapped[str | None] = mapped_column("last_dsligacaoaguasituacao", String(20))
    indicador_uso: Mapped[int | None] = mapped_column("last_icuso", SmallInteger)
    descricao_abreviada: Mapped[str | None] = mapped_column("last_dsabreviado", TextoFixo(3))
    indicador_existencia_ligacao: Mapped[int] = mapped_column("last_icexistencialigacao", SmallInteger)


class LigacaoEsgotoSituacao(Base):
    __tablename__ = "ligacao_esgoto_situacao"
    __table_args__ = {"schema": "atendimentopublico"}

    id: Mapped[int] = mapped_column(
        "lest_id",
        Integer,
        Sequence("seq_ligacao_esgoto_situacao", schema="atendimentopublico"),
        primary_key=True,
    )
    descricao: Mapped[str | None] = mapped_column("lest_dsligacaoesgotosituacao", String(20))
    indicador_uso: Mapped[int | None] = mapped_column("lest_icuso", SmallInteger)
    descricao_abreviada: Mapped[str | None] = mapped_column("lest_dsabreviado", TextoFixo(3))
    indicador_existencia_ligacao: Mapped[int] = mapped_column("lest_icexistencialigacao", SmallInteger)


class OrdemServicoProgramacao(Base):
    __tablename__ = "os_programacao"
    __table_args__ = {"schema": "atendimentopublico"}

    id: Mapped[int] = mapped_column(
        "ospg_id", Integer, Sequence("seq_os_programacao", schema="atendimentopublico"), primary_key=True
    )
    ordem_servico_id: Mapped[int] = mapped_column("orse_id", Integer)
    indicador_ativo: Mapped[int] = mapped_column("ospg_icativo", SmallInteger)


class EspecificacaoPavimentacaoServicoTipo(Base):
    __tablename__ = "espec_pavi_servico_tipo"
    __table_args__ = {"schema": "atendimentopublico"}

    id: Mapped[int] = mapped_column(
        "epst_id",
        Integer,
        Sequence("seq_espec_pavi_servico_tipo", schema="atendimentopublico"),
        primary_key=True,
    )
    especificacao_id: Mapped[int] = mapped_column("step_id", Integer)
    local_ocorrencia_id: Mapped[int] = mapped_column("looc_id", Integer)
    pavimento_calcada_id: Mapped[int] = mapped_column("pcal_id", Integer)
    pavimento_rua_id: Mapped[int] = mapped_column("prua_id", Integer)
    servico_tipo_id: Mapped[int] = mapped_column("svtp_id", Integer)


class EspecificacaoServicoTipo(Base):
    __tablename__ = "espec_servico_tipo"
    __table_args__ = {"schema": "atendimentopublico"}

    especificacao_id: Mapped[int] = mapped_column("step_id", Integer, primary_key=True)
    servico_tipo_id: Mapped[int] = mapped_column("svtp_id", Integer, primary_key=True)
    ordem_execucao: Mapped[int | None] = mapped_column("epsv_nnordemexecucao", SmallInteger)
    ultima_alteracao: Mapped[datetime] = mapped_column("epsv_tmultimaalteracao", DateTime, server_default=text("now()"))


class LocalidadeSolicTipoGrupo(Base):
    __tablename__ = "localid_solic_tipo_grupo"
    __table_args__ = {"schema": "atendimentopublico"}

    localidade_id: Mapped[int] = mapped_column("loca_id", Integer, primary_key=True)
    solicitacao_tipo_grupo_id: Mapped[int] = mapped_column("sotg_id", Integer, primary_key=True)
    unidade_id: Mapped[int] = mapped_column("unid_id", Integer)


class ArquivoProcedimentoOperacionalPadrao(Base):
    __tablename__ = "sol_tipo_espec_arqui_pop"
    __table_args__ = {"schema": "atendimentopublico"}

    id: Mapped[int] = mapped_column(
        "stea_id",
        Integer,
        Sequence("seq_sol_tipo_espec_arqui_pop", schema="atendimentopublico"),
        primary_key=True,
    )
    especificacao_id: Mapped[int] = mapped_column("step_id", Integer)
    nome: Mapped[str] = mapped_column("stea_nmarquivopop", String)
    arquivo: Mapped[bytes] = mapped_column("stea_arquivopop", LargeBinary)


class RaMotivoReativacao(Base):
    __tablename__ = "ra_motivo_reativacao"
    __table_args__ = {"schema": "atendimentopublico"}

    id: Mapped[int] = mapped_column(
        "rmrv_id",
        Integer,
        Sequence("seq_ra_motivo_reativacao", schema="atendimentopublico"),
        primary_key=True,
    )
    descricao: Mapped[str] = mapped_column("rmrv_dsmotivoreativacao", String(40))
    indicador_uso: Mapped[int] = mapped_column("rmrv_icuso", SmallInteger)


class RaEncerramentoComando(Base):
    __tablename__ = "ra_encerramento_comando"
    __table_args__ = {"schema": "atendimentopublico"}

    id: Mapped[int] = mapped_column(
        "raec_id",
        Integer,
        Sequence("seq_ra_encerramento_comando", schema="atendimentopublico"),
        primary_key=True,
    )
    data_atendimento_inicial: Mapped[date] = mapped_column("raec_dtatendimentoinicial", Date)
    data_atendimento_final: Mapped[date] = mapped_column("raec_dtatendimentofinal", Date)
    motivo_encerramento_id: Mapped[int] = mapped_column("amen_id", Integer)
    usuario_id: Mapped[int] = mapped_column("usur_id", Integer)
    unidade_atendimento_id: Mapped[int | None] = mapped_column("unid_idatendimento", Integer)
    unidade_atual_id: Mapped[int | None] = mapped_column("unid_idatual", Integer)
    unidade_superior_id: Mapped[int | None] = mapped_column("unid_idsuperior", Integer)
    data_comando: Mapped[datetime] = mapped_column("raec_tmcomando", DateTime)
    data_realizacao: Mapped[datetime | None] = mapped_column("raec_tmrealizacao", DateTime)
    quantidade_ra_encerradas: Mapped[int | None] = mapped_column("raec_qtraencerradas", Integer)
    quantidade_os_encerradas: Mapped[int | None] = mapped_column("raec_qtosencerradas", Integer)
    ultima_alteracao: Mapped[datetime] = mapped_column("raec_tmultimaalteracao", DateTime)


class RaEncerramentoComandoEspecificacoes(Base):
    __tablename__ = "ra_encmt_comando_espec"
    __table_args__ = {"schema": "atendimentopublico"}

    id: Mapped[int] = mapped_column(
        "raee_id",
        Integer,
        Sequence("seq_ra_encmt_comando_espec", schema="atendimentopublico"),
        primary_key=True,
    )
    comando_id: Mapped[int] = mapped_column("raec_id", Integer)
    especificacao_id: Mapped[int] = mapped_column("step_id", Integer)
    ultima_alteracao: Mapped[datetime] = mapped_column("raee_tmultimaalteracao", DateTime, server_default=text("now()"))
