"""Register tables of GSAN: places, properties, clients, units."""

from datetime import date, datetime

from sqlalchemy import Date, DateTime, Integer, Sequence, SmallInteger, String, text
from sqlalchemy.orm import Mapped, mapped_column

from gsan_desk.models.base import Base, TextoFixo


class UnidadeOrganizacional(Base):
    __tablename__ = "unidade_organizacional"
    __table_args__ = {"schema": "cadastro"}

    id: Mapped[int] = mapped_column(
        "unid_id", Integer, Sequence("seq_unidade_organizacional", schema="cadastro"), primary_key=True
    )
    unidade_superior_id: Mapped[int | None] = mapped_column("unid_idsuperior", Integer)
    unidade_centralizadora_id: Mapped[int | None] = mapped_column("unid_idcentralizadora", Integer)
    indicador_esgoto: Mapped[int] = mapped_column("unid_icesgoto", SmallInteger)
    indicador_tramite: Mapped[int] = mapped_column("unid_ictramite", SmallInteger)
    descricao: Mapped[str] = mapped_column("unid_dsunidade", String(80))
    sigla: Mapped[str | None] = mapped_column("unid_dssiglaunidade", TextoFixo(5))
    ultima_alteracao: Mapped[datetime] = mapped_column("unid_tmultimaalteracao", DateTime, server_default=text("now()"))
    empresa_id: Mapped[int] = mapped_column("empr_id", Integer)
    localidade_id: Mapped[int | None] = mapped_column("loca_id", Integer)
    gerencia_regional_id: Mapped[int | None] = mapped_column("greg_id", Integer)
    meio_solicitacao_id: Mapped[int | None] = mapped_column("meso_id", Integer)
    unidade_tipo_id: Mapped[int] = mapped_column("untp_id", Integer)
    indicador_abertura_ra: Mapped[int | None] = mapped_column("unid_icabertura", SmallInteger)
    indicador_uso: Mapped[int | None] = mapped_column("unid_icuso", SmallInteger)
    indicador_central_atendimento: Mapped[int | None] = mapped_column("unid_iccentralatendimento", SmallInteger)
    indicador_tarifa_social: Mapped[int] = mapped_column("unid_ictarifasocial", SmallInteger)
    unidade_repavimentadora_id: Mapped[int | None] = mapped_column("unid_idrepavimentadora", Integer)
    unidade_negocio_id: Mapped[int | None] = mapped_column("uneg_id", Integer)
    codigo_constante: Mapped[int | None] = mapped_column("unid_nncodigoconstante", Integer)


class UnidadeTipo(Base):
    __tablename__ = "unidade_tipo"
    __table_args__ = {"schema": "cadastro"}

    id: Mapped[int] = mapped_column(
        "untp_id", Integer, Sequence("seq_unidade_tipo", schema="cadastro"), primary_key=True
    )
    descricao: Mapped[str] = mapped_column("untp_dsunidadetipo", String(40))
    descricao_abreviada: Mapped[str | None] = mapped_column("untp_dsabreviado", TextoFixo(5))
    indicador_uso: Mapped[int] = mapped_column("untp_icuso", SmallInteger)
    ultima_alteracao: Mapped[datetime] = mapped_column("untp_tmultimaalteracao", DateTime, server_default=text("now()"))
    nivel: Mapped[int | None] = mapped_column("untp_nnnivel", SmallInteger)
    codigo_tipo: Mapped[str | None] = mapped_column("untp_cdtipo", TextoFixo(1))


class Imovel(Base):
    __tablename__ = "imovel"
    __table_args__ = {"schema": "cadastro"}

    id: Mapped[int] = mapped_column("imov_id", Integer, Sequence("seq_imovel", schema="cadastro"), primary_key=True)
    localidade_id: Mapped[int] = mapped_column("loca_id", Integer)
    setor_comercial_id: Mapped[int] = mapped_column("stcm_id", Integer)
    quadra_id: Mapped[int] = mapped_column("qdra_id", Integer)
    lote: Mapped[int] = mapped_column("imov_nnlote", SmallInteger)
    sub_lote: Mapped[int] = mapped_column("imov_nnsublote", SmallInteger)
    numero_imovel: Mapped[str] = mapped_column("imov_nnimovel", TextoFixo(5))
    complemento_endereco: Mapped[str | None] = mapped_column("imov_dscomplementoendereco", String(25))
    pavimento_calcada_id: Mapped[int | None] = mapped_column("pcal_id", Integer)
    pavimento_rua_id: Mapped[int | None] = mapped_column("prua_id", Integer)
    ligacao_agua_situacao_id: Mapped[int] = mapped_column("last_id", Integer)
    ligacao_esgoto_situacao_id: Mapped[int] = mapped_column("lest_id", Integer)
    imovel_perfil_id: Mapped[int] = mapped_column("iper_id", Integer)
    cobranca_situacao_id: Mapped[int | None] = mapped_column("cbst_id", Integer)
    indicador_exclusao: Mapped[int | None] = mapped_column("imov_icexclusao", SmallInteger)
    coordenada_x: Mapped[str | None] = mapped_column("imov_nncoordenadax", String(50))
    coordenada_y: Mapped[str | None] = mapped_column("imov_nncoordenaday", String(50))
    hidrometro_instalacao_historico_id: Mapped[int | None] = mapped_column("hidi_id", Integer)
    logradouro_bairro_id: Mapped[int | None] = mapped_column("lgbr_id", Integer)
    logradouro_cep_id: Mapped[int | None] = mapped_column("lgcp_id", Integer)
    endereco_referencia_id: Mapped[int | None] = mapped_column("edrf_id", Integer)
    numero_sequencial_rota: Mapped[int | None] = mapped_column("imov_nnsequencialrota", Integer)
    perimetro_inicial_id: Mapped[int | None] = mapped_column("logr_idinicioperimetro", Integer)
    perimetro_final_id: Mapped[int | None] = mapped_column("logr_idfimperimetro", Integer)
    nome_imovel: Mapped[str | None] = mapped_column("imov_nmimovel", String(30))
    rota_alternativa_id: Mapped[int | None] = mapped_column("rota_idalternativa", Integer)
    quadra_face_id: Mapped[int | None] = mapped_column("qdfa_id", Integer)
    ultima_alteracao: Mapped[datetime] = mapped_column("imov_tmultimaalteracao", DateTime, server_default=text("now()"))


class Cliente(Base):
    __tablename__ = "cliente"
    __table_args__ = {"schema": "cadastro"}

    id: Mapped[int] = mapped_column("clie_id", Integer, Sequence("seq_cliente", schema="cadastro"), primary_key=True)
    nome: Mapped[str | None] = mapped_column("clie_nmcliente", String(50))
    nome_abreviado: Mapped[str | None] = mapped_column("clie_nmabreviado", String(40))
    cliente_tipo_id: Mapped[int] = mapped_column("cltp_id", Integer)
    cpf: Mapped[str | None] = mapped_column("clie_nncpf", String(11))
    rg: Mapped[str | None] = mapped_column("clie_nnrg", String(13))
    cnpj: Mapped[str | None] = mapped_column("clie_nncnpj", String(14))
    email: Mapped[str | None] = mapped_column("clie_dsemail", String(40))
    indicador_uso: Mapped[int | None] = mapped_column("clie_icuso", SmallInteger)
    indicador_envio_sms: Mapped[int | None] = mapped_column("clie_icenviosms", SmallInteger)
    ultima_alteracao: Mapped[datetime] = mapped_column("clie_tmultimaalteracao", DateTime, server_default=text("now()"))


class ClienteFone(Base):
    __tablename__ = "cliente_fone"
    __table_args__ = {"schema": "cadastro"}

    id: Mapped[int] = mapped_column(
        "cfon_id", Integer, Sequence("seq_cliente_fone", schema="cadastro"), primary_key=True
    )
    cliente_id: Mapped[int] = mapped_column("clie_id", Integer)
    ddd: Mapped[str | None] = mapped_column("cfon_cdddd", TextoFixo(2))
    fone: Mapped[str | None] = mapped_column("cfon_nnfone", String(9))
    ramal: Mapped[str | None] = mapped_column("cfon_nnfoneramal", String(4))
    indicador_telefone_padrao: Mapped[int | None] = mapped_column("cfon_icfonepadrao", SmallInteger)
    fone_tipo_id: Mapped[int] = mapped_column("fnet_id", Integer)
    ultima_alteracao: Mapped[datetime] = mapped_column("cfon_tmultimaalteracao", DateTime, server_default=text("now()"))
    contato: Mapped[str | None] = mapped_column("cfon_nmcontato", String(50))


class ClienteImovel(Base):
    __tablename__ = "cliente_imovel"
    __table_args__ = {"schema": "cadastro"}

    id: Mapped[int] = mapped_column(
        "clim_id", Integer, Sequence("seq_cliente_imovel", schema="cadastro"), primary_key=True
    )
    cliente_id: Mapped[int] = mapped_column("clie_id", Integer)
    imovel_id: Mapped[int] = mapped_column("imov_id", Integer)
    data_inicio_relacao: Mapped[date | None] = mapped_column("clim_dtrelacaoinicio", Date)
    data_fim_relacao: Mapped[date | None] = mapped_column("clim_dtrelacaofim", Date)
    cliente_imovel_fim_relacao_motivo_id: Mapped[int | None] = mapped_column("cifr_id", Integer)
    ultima_alteracao: Mapped[datetime] = mapped_column("clim_tmultimaalteracao", DateTime, server_default=text("now()"))
    cliente_relacao_tipo_id: Mapped[int | None] = mapped_column("crtp_id", Integer)
    indicador_nome_conta: Mapped[int] = mapped_column("clim_icnomeconta", SmallInteger)


class Logradouro(Base):
    __tablename__ = "logradouro"
    __table_args__ = {"schema": "cadastro"}

    id: Mapped[int] = mapped_column("logr_id", Integer, Sequence("seq_logradouro", schema="cadastro"), primary_key=True)
    nome: Mapped[str] = mapped_column("logr_nmlogradouro", String(40))
    logradouro_titulo_id: Mapped[int | None] = mapped_column("lgtt_id", Integer)
    logradouro_tipo_id: Mapped[int] = mapped_column("lgtp_id", Integer)
    municipio: Mapped[int] = mapped_column("muni_id", Integer)
    indicador_uso: Mapped[int | None] = mapped_column("logr_icuso", SmallInteger)
    ultima_alteracao: Mapped[datetime] = mapped_column("logr_tmultimaalteracao", DateTime, server_default=text("now()"))
    nome_popular: Mapped[str | None] = mapped_column("logr_nmpopular", String(30))
    programa_calibragem_id: Mapped[int | None] = mapped_column("ospc_id", Integer)


class LogradouroBairro(Base):
    __tablename__ = "logradouro_bairro"
    __table_args__ = {"schema": "cadastro"}

    logradouro_id: Mapped[int] = mapped_column("logr_id", Integer)
    bairro_id: Mapped[int] = mapped_column("bair_id", Integer)
    ultima_alteracao: Mapped[datetime] = mapped_column("lgbr_tmultimaalteracao", DateTime, server_default=text("now()"))
    id: Mapped[int] = mapped_column(
        "lgbr_id", Integer, Sequence("seq_logradouro_bairro", schema="cadastro"), primary_key=True
    )


class LogradouroCep(Base):
    __tablename__ = "logradouro_cep"
    __table_args__ = {"schema": "cadastro"}

    logradouro_id: Mapped[int] = mapped_column("logr_id", Integer)
    cep_id: Mapped[int] = mapped_column("cep_id", Integer)
    indicador_uso: Mapped[int] = mapped_column("lgcp_icuso", SmallInteger)
    ultima_alteracao: Mapped[datetime] = mapped_column("lgcp_tmultimaalteracao", DateTime, server_default=text("now()"))
    id: Mapped[int] = mapped_column(
        "lgcp_id", Integer, Sequence("seq_logradouro_cep", schema="cadastro"), primary_key=True
    )


class BairroArea(Base):
    __tablename__ = "bairro_area"
    __table_args__ = {"schema": "cadastro"}

    id: Mapped[int] = mapped_column(
        "brar_id", Integer, Sequence("seq_bairro_area", schema="cadastro"), primary_key=True
    )
    bairro_id: Mapped[int] = mapped_column("bair_id", Integer)
    distrito_operacional_id: Mapped[int | None] = mapped_column("diop_id", Integer)
    nome: Mapped[str] = mapped_column("brar_nmbairroarea", String(40))
    ultima_alteracao: Mapped[datetime] = mapped_column("brar_tmultimaalteracao", DateTime, server_default=text("now()"))
    codigo_bairro_area: Mapped[int | None] = mapped_column("brar_cdbairroarea", SmallInteger)
    codigo_municipio: Mapped[int | None] = mapped_column("brar_cdmunicipio", SmallInteger)


class ImovelPerfil(Base):
    __tablename__ = "imovel_perfil"
    __table_args__ = {"schema": "cadastro"}

    id: Mapped[int] = mapped_column(
        "iper_id", Integer, Sequence("seq_imovel_perfil", schema="cadastro"), primary_key=True
    )
    descricao: Mapped[str | None] = mapped_column("iper_dsimovelperfil", String(20))
    indicador_uso: Mapped[int | None] = mapped_column("iper_icuso", SmallInteger)
    indicador_grande_consumidor: Mapped[int] = mapped_column("iper_icgrandeconsumidor", SmallInteger)


class ImovelCobrancaSituacao(Base):
    __tablename__ = "imovel_cobranca_situacao"
    __table_args__ = {"schema": "cadastro"}

    id: Mapped[int] = mapped_column(
        "iscb_id", Integer, Sequence("seq_imovel_cobranca_situacao", schema="cadastro"), primary_key=True
    )
    imovel_id: Mapped[int] = mapped_column("imov_id", Integer)
    data_implantacao: Mapped[date] = mapped_column("iscb_dtimplantacaocobranca", Date)
    data_retirada: Mapped[date | None] = mapped_column("iscb_dtretiradacobranca", Date)
    cobranca_situacao_id: Mapped[int | None] = mapped_column("cbst_id", Integer)


class ClienteEndereco(Base):
    __tablename__ = "cliente_endereco"
    __table_args__ = {"schema": "cadastro"}

    id: Mapped[int] = mapped_column(
        "cled_id", Integer, Sequence("seq_cliente_endereco", schema="cadastro"), primary_key=True
    )
    cliente_id: Mapped[int] = mapped_column("clie_id", Integer)
    endereco_tipo_id: Mapped[int] = mapped_column("edtp_id", Integer)
    numero_imovel: Mapped[str | None] = mapped_column("cled_nnimovel", TextoFixo(5))
    complemento_endereco: Mapped[str | None] = mapped_column("cled_dscomplementoendereco", String(25))
    indicador_endereco_correspondencia: Mapped[int | None] = mapped_column(
        "cled_icenderecocorrespondencia", SmallInteger
    )
    logradouro_bairro_id: Mapped[int | None] = mapped_column("lgbr_id", Integer)
    logradouro_cep_id: Mapped[int | None] = mapped_column("lgcp_id", Integer)
    perimetro_inicial_id: Mapped[int | None] = mapped_column("logr_idinicioperimetro", Integer)
    perimetro_final_id: Mapped[int | None] = mapped_column("logr_idfimperimetro", Integer)


class ClienteRelacaoTipo(Base):
    __tablename__ = "cliente_relacao_tipo"
    __table_args__ = {"schema": "cadastro"}

    id: Mapped[int] = mapped_column(
        "crtp_id", Integer, Sequence("seq_cliente_relacao_tipo", schema="cadastro"), primary_key=True
    )
    descricao: Mapped[str | None] = mapped_column("crtp_dsclienterelacaotipo", String(30))
    indicador_uso: Mapped[int | None] = mapped_column("crtp_icuso", SmallInteger)


class ClienteTipo(Base):
    __tablename__ = "cliente_tipo"
    __table_args__ = {"schema": "cadastro"}

    id: Mapped[int] = mapped_column(
        "cltp_id", Integer, Sequence("seq_cliente_tipo", schema="cadastro"), primary_key=True
    )
    descricao: Mapped[str | None] = mapped_column("cltp_dsclientetipo", String(50))
    indicador_pessoa_fisica_juridica: Mapped[int | None] = mapped_column("cltp_icpessoafisicajuridica", SmallInteger)


class EnderecoTipo(Base):
    __tablename__ = "endereco_tipo"
    __table_args__ = {"schema": "cadastro"}

    id: Mapped[int] = mapped_column(
        "edtp_id", Integer, Sequence("seq_endereco_tipo", schema="cadastro"), primary_key=True
    )
    descricao: Mapped[str | None] = mapped_column("edtp_dsenderecotipo", String(20))


class EnderecoReferencia(Base):
    __tablename__ = "endereco_referencia"
    __table_args__ = {"schema": "cadastro"}

    id: Mapped[int] = mapped_column(
        "edrf_id", Integer, Sequence("seq_endereco_referencia", schema="cadastro"), primary_key=True
    )
    descricao: Mapped[str] = mapped_column("edrf_dsenderecoreferencia", String(20))
    descricao_abreviada: Mapped[str | None] = mapped_column("edrf_dsabreviado", String(18))
    indicador_uso: Mapped[int | None] = mapped_column("edrf_icuso", SmallInteger)


class FoneTipo(Base):
    __tablename__ = "fone_tipo"
    __table_args__ = {"schema": "cadastro"}

    id: Mapped[int] = mapped_column("fnet_id", Integer, Sequence("seq_fone_tipo", schema="cadastro"), primary_key=True)
    descricao: Mapped[str | None] = mapped_column("fnet_dsfonetipo", String(20))
    indicador_uso: Mapped[int | None] = mapped_column("fnet_icuso", SmallInteger)


class LogradouroTipo(Base):
    __tablename__ = "logradouro_tipo"
    __table_args__ = {"schema": "cadastro"}

    id: Mapped[int] = mapped_column(
        "lgtp_id", Integer, Sequence("seq_logradouro_tipo", schema="cadastro"), primary_key=True
    )
    descricao: Mapped[str] = mapped_column("lgtp_dslogradourotipo", String(20))
    descricao_abreviada: Mapped[str | None] = mapped_column("lgtp_dsabreviado", TextoFixo(3))
    indicador_uso: Mapped[int | None] = mapped_column("lgtp_icuso", SmallInteger)


class LogradouroTitulo(Base):
    __tablename__ = "logradouro_titulo"
    __table_args__ = {"schema": "cadastro"}

    id: Mapped[int] = mapped_column(
        "lgtt_id", Integer, Sequence("seq_logradouro_titulo", schema="cadastro"), primary_key=True
    )
    descricao: Mapped[str] = mapped_column("lgtt_dslogradourotitulo", String(25))
    descricao_abreviada: Mapped[str | None] = mapped_column("lgtt_dsabreviado", TextoFixo(5))
    indicador_uso: Mapped[int | None] = mapped_column("lgtt_icuso", SmallInteger)


class Cep(Base):
    __tablename__ = "cep"
    __table_args__ = {"schema": "cadastro"}

    id: Mapped[int] = mapped_column("cep_id", Integer, Sequence("seq_cep", schema="cadastro"), primary_key=True)
    codigo: Mapped[int | None] = mapped_column("cep_cdcep", Integer)
    sigla_uf: Mapped[str | None] = mapped_column("cep_dsufsigla", TextoFixo(2))
    nome_municipio: Mapped[str | None] = mapped_column("cep_nmmunicipio", String(30))
    nome_bairro: Mapped[str | None] = mapped_column("cep_nmbairro", String(30))
    nome_logradouro: Mapped[str | None] = mapped_column("cep_nmlogradouro", String(50))
    indicador_uso: Mapped[int | None] = mapped_column("cep_icuso", SmallInteger)


class Bairro(Base):
    __tablename__ = "bairro"
    __table_args__ = {"schema": "cadastro"}

    id: Mapped[int] = mapped_column("bair_id", Integer, Sequence("seq_bairro", schema="cadastro"), primary_key=True)
    municipio_id: Mapped[int] = mapped_column("muni_id", Integer)
    codigo: Mapped[int] = mapped_column("bair_cdbairro", Integer)
    nome: Mapped[str | None] = mapped_column("bair_nmbairro", String(30))
    indicador_uso: Mapped[int | None] = mapped_column("bair_icuso", SmallInteger)


class Municipio(Base):
    __tablename__ = "municipio"
    __table_args__ = {"schema": "cadastro"}

    id: Mapped[int] = mapped_column("muni_id", Integer, Sequence("seq_municipio", schema="cadastro"), primary_key=True)
    nome: Mapped[str | None] = mapped_column("muni_nmmunicipio", String(30))
    ddd: Mapped[int | None] = mapped_column("muni_cdddd", SmallInteger)
    unidade_federacao_id: Mapped[int] = mapped_column("unfe_id", Integer)
    indicador_uso: Mapped[int | None] = mapped_column("muni_icuso", SmallInteger)


class UnidadeFederacao(Base):
    __tablename__ = "unidade_federacao"
    __table_args__ = {"schema": "cadastro"}

    id: Mapped[int] = mapped_column(
        "unfe_id", Integer, Sequence("seq_unidade_federacao", schema="cadastro"), primary_key=True
    )
    descricao: Mapped[str | None] = mapped_column("unfe_dsuf", String(35))
    sigla: Mapped[str | None] = mapped_column("unfe_dsufsigla", TextoFixo(2))


class Localidade(Base):
    __tablename__ = "localidade"
    __table_args__ = {"schema": "cadastro"}

    id: Mapped[int] = mapped_column("loca_id", Integer, Sequence("seq_localidade", schema="cadastro"), primary_key=True)
    nome: Mapped[str] = mapped_column("loca_nmlocalidade", String(30))
    codigo_elo: Mapped[int] = mapped_column("loca_cdelo", Integer)
    gerencia_regional_id: Mapped[int] = mapped_column("greg_id", Integer)
    indicador_uso: Mapped[int | None] = mapped_column("loca_icuso", SmallInteger)
    unidade_negocio_id: Mapped[int] = mapped_column("uneg_id", Integer)
    municipio_id: Mapped[int | None] = mapped_column("muni_idprincipal", Integer)


class SetorComercial(Base):
    __tablename__ = "setor_comercial"
    __table_args__ = {"schema": "cadastro"}

    id: Mapped[int] = mapped_column(
        "stcm_id", Integer, Sequence("seq_setor_comercial", schema="cadastro"), primary_key=True
    )
    localidade_id: Mapped[int] = mapped_column("loca_id", Integer)
    codigo: Mapped[int] = mapped_column("stcm_cdsetorcomercial", Integer)
    nome: Mapped[str] = mapped_column("stcm_nmsetorcomercial", String(30))
    indicador_uso: Mapped[int | None] = mapped_column("stcm_icuso", SmallInteger)
    municipio_id: Mapped[int] = mapped_column("muni_id", Integer)


class Quadra(Base):
    __tablename__ = "quadra"
    __table_args__ = {"schema": "cadastro"}

    id: Mapped[int] = mapped_column("qdra_id", Integer, Sequence("seq_quadra", schema="cadastro"), primary_key=True)
    setor_comercial_id: Mapped[int] = mapped_column("stcm_id", Integer)
    numero: Mapped[int] = mapped_column("qdra_nnquadra", Integer)
    bairro_id: Mapped[int | None] = mapped_column("bair_id", Integer)
    bacia_id: Mapped[int | None] = mapped_column("baci_id", Integer)
    rota_id: Mapped[int] = mapped_column("rota_id", Integer)
    indicador_uso: Mapped[int | None] = mapped_column("qdra_icuso", SmallInteger)


class PavimentoRua(Base):
    __tablename__ = "pavimento_rua"
    __table_args__ = {"schema": "cadastro"}

    id: Mapped[int] = mapped_column(
        "prua_id", Integer, Sequence("seq_pavimento_rua", schema="cadastro"), primary_key=True
    )
    descricao: Mapped[str] = mapped_column("prua_dspavimentorua", String(25))
    descricao_abreviada: Mapped[str] = mapped_column("prua_dsabreviado", TextoFixo(5))
    indicador_uso: Mapped[int | None] = mapped_column("prua_icuso", SmallInteger)


class PavimentoCalcada(Base):
    __tablename__ = "pavimento_calcada"
    __table_args__ = {"schema": "cadastro"}

    id: Mapped[int] = mapped_column(
        "pcal_id", Integer, Sequence("seq_pavimento_calcada", schema="cadastro"), primary_key=True
    )
    descricao: Mapped[str] = mapped_column("pcal_dspavimentocalcada", String(25))
    descricao_abreviada: Mapped[str] = mapped_column("pcal_dsabreviado", TextoFixo(5))
    indicador_uso: Mapped[int | None] = mapped_column("pcal_icuso", SmallInteger)


class NacionalFeriado(Base):
    __tablename__ = "nacional_feriado"
    __table_args__ = {"schema": "cadastro"}

    id: Mapped[int] = mapped_column(
        "nfer_id", Integer, Sequence("seq_nacional_feriado", schema="cadastro"), primary_key=True
    )
    data: Mapped[date] = mapped_column("nfer_dtferiado", Date)
    descricao: Mapped[str | None] = mapped_column("nfer_dsferiado", String(20))


class Funcionario(Base):
    __tablename__ = "funcionario"
    __table_args__ = {"schema": "cadastro"}

    id: Mapped[int] = mapped_column(
        "func_id", Integer, Sequence("seq_funcionario", schema="cadastro"), primary_key=True
    )
    nome: Mapped[str] = mapped_column("func_nmfuncionario", String(70))
    empresa_id: Mapped[int] = mapped_column("empr_id", Integer)
    unidade_id: Mapped[int | None] = mapped_column("unid_id", Integer)


class Empresa(Base):
    __tablename__ = "empresa"
    __table_args__ = {"schema": "cadastro"}

    id: Mapped[int] = mapped_column("empr_id", Integer, Sequence("seq_empresa", schema="cadastro"), primary_key=True)
    nome: Mapped[str | None] = mapped_column("empr_nmempresa", String(50))
    indicador_uso: Mapped[int | None] = mapped_column("empr_icuso", SmallInteger)
    indicador_empresa_principal: Mapped[int] = mapped_column("empr_icempresaprincipal", SmallInteger)


class SistemaParametro(Base):
    __tablename__ = "sistema_parametros"
    __table_args__ = {"schema": "cadastro"}

    id: Mapped[int] = mapped_column(
        "parm_id", Integer, Sequence("seq_sistema_parametros", schema="cadastro"), primary_key=True
    )
    nome_empresa: Mapped[str] = mapped_column("parm_nmempresa", String(45))
    nome_abreviado_empresa: Mapped[str] = mapped_column("parm_nmabreviadoempresa", String(15))
    cnpj_empresa: Mapped[str | None] = mapped_column("parm_nncnpjempresa", String(14))
    meses_minimo_alteracao_vencimento: Mapped[int | None] = mapped_column("parm_nnmesesminaltvcmto", SmallInteger)
    maximo_login_falho: Mapped[int | None] = mapped_column("parm_nnmaximologinfalho", SmallInteger)
    indicador_sugestao_tramite: Mapped[int | None] = mapped_column("parm_icsugestaotramite", SmallInteger)
    dias_reativacao: Mapped[int | None] = mapped_column("parm_nndiasreativacao", SmallInteger)
    ultimo_ra_manual: Mapped[int] = mapped_column("parm_idultimoramanual", Integer)
    numero_0800: Mapped[str | None] = mapped_column("parm_nn0800empresa", String(12))
    indicador_controle_tramitacao: Mapped[int] = mapped_column("parm_iccontroletramitacaora", SmallInteger)
    indicador_documento_valido: Mapped[int] = mapped_column("parm_icdocumentovalido", SmallInteger)
    indicador_previsao_dias_uteis: Mapped[int] = mapped_column("parm_iccalcprevradiasuteis", SmallInteger)
    digitos_quadra: Mapped[int] = mapped_column("parm_nndigitosquadra", SmallInteger)
    unidade_tramite_grande_consumidor_id: Mapped[int | None] = mapped_column("unid_idtramitegrandeconsumidor", Integer)
    meses_vencida_conta_ra: Mapped[int | None] = mapped_column("parm_nnmesesvencidacontara", SmallInteger)
    unidade_presidencia_id: Mapped[int | None] = mapped_column("unid_idpresidencia", Integer)
