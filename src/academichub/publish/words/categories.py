"""Names of the categories of arXiv, bioRxiv and medRxiv, by the category in lower case.

English as the servers name them, shortened where the name repeats its field. Sources: https://arxiv.org/category_taxonomy,
https://www.biorxiv.org and https://www.medrxiv.org (subject areas), checked 2026-11.
"""

from __future__ import annotations

__all__ = ["CATEGORY_NAMES"]

_LINES = """
cs.ai|Artificial intelligence|人工智能
cs.ar|Hardware architecture|硬件体系结构
cs.cc|Computational complexity|计算复杂性
cs.ce|Computational engineering|计算工程
cs.cg|Computational geometry|计算几何
cs.cl|Computation and language|计算语言学
cs.cr|Cryptography and security|密码学与安全
cs.cv|Computer vision|计算机视觉
cs.cy|Computers and society|计算机与社会
cs.db|Databases|数据库
cs.dc|Distributed and parallel computing|分布式与并行计算
cs.dl|Digital libraries|数字图书馆
cs.dm|Discrete mathematics|离散数学
cs.ds|Data structures and algorithms|数据结构与算法
cs.et|Emerging technologies|新兴技术
cs.fl|Formal languages and automata|形式语言与自动机
cs.gl|General literature|综合文献
cs.gr|Computer graphics|计算机图形学
cs.gt|Game theory in computing|计算博弈论
cs.hc|Human-computer interaction|人机交互
cs.ir|Information retrieval|信息检索
cs.it|Information theory|信息论
cs.lg|Machine learning|机器学习
cs.lo|Logic in computer science|计算机逻辑
cs.ma|Multiagent systems|多智能体系统
cs.mm|Multimedia|多媒体
cs.ms|Mathematical software|数学软件
cs.na|Numerical analysis|数值分析
cs.ne|Neural and evolutionary computing|神经与进化计算
cs.ni|Networking|计算机网络
cs.oh|Other computer science|计算机科学其他
cs.os|Operating systems|操作系统
cs.pf|Performance of computers|计算机性能
cs.pl|Programming languages|程序设计语言
cs.ro|Robotics|机器人学
cs.sc|Symbolic computation|符号计算
cs.sd|Sound|声音处理
cs.se|Software engineering|软件工程
cs.si|Social and information networks|社会与信息网络
cs.sy|Systems and control|系统与控制
eess.as|Audio and speech processing|音频与语音处理
eess.iv|Image and video processing|图像与视频处理
eess.sp|Signal processing|信号处理
eess.sy|Systems and control|系统与控制
econ.em|Econometrics|计量经济学
econ.gn|General economics|综合经济学
econ.th|Theoretical economics|理论经济学
q-fin.cp|Computational finance|计算金融
q-fin.ec|Economics of finance|金融经济学
q-fin.gn|General finance|综合金融
q-fin.mf|Mathematical finance|数理金融
q-fin.pm|Portfolio management|投资组合管理
q-fin.pr|Pricing of securities|证券定价
q-fin.rm|Risk management|风险管理
q-fin.st|Statistical finance|统计金融
q-fin.tr|Trading and market microstructure|交易与市场微观结构
math.ac|Commutative algebra|交换代数
math.ag|Algebraic geometry|代数几何
math.ap|Analysis of differential equations|偏微分方程分析
math.at|Algebraic topology|代数拓扑
math.ca|Classical analysis|经典分析
math.co|Combinatorics|组合数学
math.ct|Category theory|范畴论
math.cv|Complex variables|复变函数
math.dg|Differential geometry|微分几何
math.ds|Dynamical systems|动力系统
math.fa|Functional analysis|泛函分析
math.gm|General mathematics|综合数学
math.gn|General topology|一般拓扑
math.gr|Group theory|群论
math.gt|Geometric topology|几何拓扑
math.ho|History of mathematics|数学史
math.it|Information theory|信息论
math.kt|K-theory and homology|K 理论与同调
math.lo|Mathematical logic|数理逻辑
math.mg|Metric geometry|度量几何
math.mp|Mathematical physics|数学物理
math.na|Numerical analysis|数值分析
math.nt|Number theory|数论
math.oa|Operator algebras|算子代数
math.oc|Optimisation and control|最优化与控制
math.pr|Probability|概率论
math.qa|Quantum algebra|量子代数
math.ra|Rings and algebras|环与代数
math.rt|Representation theory|表示论
math.sg|Symplectic geometry|辛几何
math.sp|Spectral theory|谱理论
math.st|Mathematical statistics|数理统计
stat.ap|Applied statistics|应用统计
stat.co|Statistical computation|统计计算
stat.me|Statistical methodology|统计方法
stat.ml|Statistical machine learning|统计机器学习
stat.ot|Other statistics|统计学其他
stat.th|Statistical theory|统计理论
astro-ph.co|Cosmology|宇宙学
astro-ph.ep|Planets and exoplanets|行星与系外行星
astro-ph.ga|Galaxies|星系
astro-ph.he|High-energy astrophysics|高能天体物理
astro-ph.im|Astronomical instruments|天文仪器
astro-ph.sr|The Sun and stars|太阳与恒星
cond-mat.dis-nn|Disordered systems|无序系统
cond-mat.mes-hall|Mesoscale physics|介观物理
cond-mat.mtrl-sci|Materials physics|材料物理
cond-mat.other|Other condensed matter|凝聚态其他
cond-mat.quant-gas|Quantum gases|量子气体
cond-mat.soft|Soft matter|软物质
cond-mat.stat-mech|Statistical mechanics|统计力学
cond-mat.str-el|Strongly correlated electrons|强关联电子
cond-mat.supr-con|Superconductivity|超导
gr-qc|General relativity|广义相对论
hep-ex|High-energy experiments|高能物理实验
hep-lat|Lattice field theory|格点场论
hep-ph|High-energy phenomenology|高能物理唯象学
hep-th|High-energy theory|高能物理理论
math-ph|Mathematical physics|数学物理
nlin.ao|Self-organising systems|自组织系统
nlin.cd|Chaotic dynamics|混沌动力学
nlin.cg|Cellular automata|元胞自动机
nlin.ps|Patterns and solitons|斑图与孤子
nlin.si|Integrable systems|可积系统
nucl-ex|Nuclear experiments|核物理实验
nucl-th|Nuclear theory|核物理理论
physics.acc-ph|Accelerator physics|加速器物理
physics.ao-ph|Atmosphere and ocean physics|大气与海洋物理
physics.app-ph|Applied physics|应用物理
physics.atm-clus|Atomic and molecular clusters|原子与分子团簇
physics.atom-ph|Atomic physics|原子物理
physics.bio-ph|Biological physics|生物物理
physics.chem-ph|Chemical physics|化学物理
physics.class-ph|Classical physics|经典物理
physics.comp-ph|Computational physics|计算物理
physics.data-an|Data analysis in physics|物理数据分析
physics.ed-ph|Physics education|物理教育
physics.flu-dyn|Fluid dynamics|流体力学
physics.gen-ph|General physics|综合物理
physics.geo-ph|Geophysics|地球物理
physics.hist-ph|History of physics|物理学史
physics.ins-det|Instruments and detectors|仪器与探测器
physics.med-ph|Medical physics|医学物理
physics.optics|Optics|光学
physics.plasm-ph|Plasma physics|等离子体物理
physics.pop-ph|Popular physics|物理科普
physics.soc-ph|Physics of society|社会物理
physics.space-ph|Space physics|空间物理
quant-ph|Quantum physics|量子物理
q-bio.bm|Biomolecules|生物分子
q-bio.cb|Cell behaviour|细胞行为
q-bio.gn|Genomics|基因组学
q-bio.mn|Molecular networks|分子网络
q-bio.nc|Neurons and cognition|神经元与认知
q-bio.ot|Other quantitative biology|定量生物学其他
q-bio.pe|Populations and evolution|种群与进化
q-bio.qm|Quantitative methods in biology|生物定量方法
q-bio.sc|Subcellular processes|亚细胞过程
q-bio.to|Tissues and organs|组织与器官
animal behavior and cognition|Animal behaviour and cognition|动物行为与认知
biochemistry|Biochemistry|生物化学
bioengineering|Bioengineering|生物工程
bioinformatics|Bioinformatics|生物信息学
biophysics|Biophysics|生物物理学
cancer biology|Cancer biology|癌症生物学
cell biology|Cell biology|细胞生物学
developmental biology|Developmental biology|发育生物学
ecology|Ecology|生态学
evolutionary biology|Evolutionary biology|进化生物学
genetics|Genetics|遗传学
genomics|Genomics|基因组学
immunology|Immunology|免疫学
microbiology|Microbiology|微生物学
molecular biology|Molecular biology|分子生物学
paleontology|Palaeontology|古生物学
pathology|Pathology|病理学
pharmacology and toxicology|Pharmacology and toxicology|药理学与毒理学
physiology|Physiology|生理学
plant biology|Plant biology|植物生物学
scientific communication and education|Scientific communication and education|科学传播与教育
synthetic biology|Synthetic biology|合成生物学
systems biology|Systems biology|系统生物学
zoology|Zoology|动物学
addiction medicine|Addiction medicine|成瘾医学
allergy and immunology|Allergy and immunology|过敏与免疫学
anesthesia|Anaesthesia|麻醉学
cardiovascular medicine|Cardiovascular medicine|心血管医学
dentistry and oral medicine|Dentistry|口腔医学
dermatology|Dermatology|皮肤病学
emergency medicine|Emergency medicine|急诊医学
endocrinology|Endocrinology|内分泌学
epidemiology|Epidemiology|流行病学
forensic medicine|Forensic medicine|法医学
gastroenterology|Gastroenterology|消化病学
genetic and genomic medicine|Genomic medicine|基因组医学
geriatric medicine|Geriatric medicine|老年医学
health economics|Health economics|卫生经济学
health informatics|Health informatics|健康信息学
health policy|Health policy|卫生政策
health systems and quality improvement|Health systems|卫生体系
hematology|Haematology|血液学
hiv aids|HIV and AIDS|艾滋病
infectious diseases|Infectious diseases|传染病学
intensive care and critical care medicine|Intensive care|重症医学
medical education|Medical education|医学教育
medical ethics|Medical ethics|医学伦理
nephrology|Nephrology|肾脏病学
neurology|Neurology|神经病学
nursing|Nursing|护理学
nutrition|Nutrition|营养学
obstetrics and gynecology|Obstetrics and gynaecology|妇产科学
occupational and environmental health|Occupational and environmental health|职业与环境健康
oncology|Oncology|肿瘤学
ophthalmology|Ophthalmology|眼科学
orthopedics|Orthopaedics|骨科学
otolaryngology|Otolaryngology|耳鼻喉科学
pain medicine|Pain medicine|疼痛医学
palliative medicine|Palliative medicine|姑息医学
pediatrics|Paediatrics|儿科学
pharmacology and therapeutics|Pharmacology and therapeutics|药理学与治疗学
primary care research|Primary care|基层医疗
psychiatry and clinical psychology|Psychiatry and clinical psychology|精神病学与临床心理学
public and global health|Public and global health|公共与全球卫生
radiology and imaging|Radiology and imaging|放射与影像学
rehabilitation medicine and physical therapy|Rehabilitation medicine|康复医学
respiratory medicine|Respiratory medicine|呼吸医学
rheumatology|Rheumatology|风湿病学
sexual and reproductive health|Sexual and reproductive health|性与生殖健康
sports medicine|Sports medicine|运动医学
surgery|Surgery|外科学
toxicology|Toxicology|毒理学
transplantation|Transplantation|移植医学
urology|Urology|泌尿外科学
"""


def _read(line: str) -> tuple[str, tuple[str, str]]:
    category, english, chinese = line.split("|")
    return category, (english, chinese)


CATEGORY_NAMES: dict[str, tuple[str, str]] = dict(map(_read, _LINES.split("\n")[1:-1]))
