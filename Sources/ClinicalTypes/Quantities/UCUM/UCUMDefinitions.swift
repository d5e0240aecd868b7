/// The units of The Unified Code for Units of Measure that clinical data uses, as facts: symbol (alternatives after `|`),
/// `M` if it takes metric prefixes, its value, and the unit of that value.
///
/// `base` is a base quantity, `own` an arbitrary unit comparable only with itself, `opaque` a scale that is never
/// converted. `A+B` is a scale whose zero lies A of its units below the zero of its unit, and whose step is B of it.
let ucumDefinitions = """
  m M base
  s M base
  g M base
  rad M base
  K M base
  C M base
  cd M base
  mol M base
  eq M base
  osm M base
  10*|10^ - 10
  [pi] - 3.1415926535897932384626433832795029
  % - 0.01
  [ppth] - 0.001
  [ppm] - 0.000001
  [ppb] - 0.000000001
  [pptr] - 0.000000000001
  sr M 1 rad2
  Hz M 1 s-1
  N M 1 kg.m/s2
  Pa M 1 N/m2
  J M 1 N.m
  W M 1 J/s
  A M 1 C/s
  V M 1 J/C
  F M 1 C/V
  Ohm M 1 V/A
  S|mho M 1 A/V
  Wb M 1 V.s
  T M 1 Wb/m2
  H M 1 Wb/A
  lm M 1 cd.sr
  lx M 1 lm/m2
  Bq M 1 s-1
  Gy M 1 J/kg
  Sv M 1 J/kg
  kat M 1 mol/s
  Cel M 273.15+1 K
  [degF] - 459.67+5 K/9
  [degRe] - 218.52+1.25 K
  [degR] - 5 K/9
  min - 60 s
  h - 60 min
  d - 24 h
  wk - 7 d
  a_t - 365.24219 d
  a_j|a - 365.25 d
  a_g - 365.2425 d
  mo_s - 29.53059 d
  mo_j|mo - 1 a_j/12
  mo_g - 1 a_g/12
  U M 1 umol/min
  l|L M 1 dm3
  st M 1 m3
  ar M 100 m2
  har - 100 ar
  t M 1000 kg
  u M 1.6605402e-24 g
  bar M 100000 Pa
  eV M 1.60217733e-19 J
  AU - 149597.870691 Mm
  pc M 3.085678e16 m
  [c] M 299792458 m/s
  [k] M 1.380658e-23 J/K
  [e] M 1.60217733e-19 C
  [m_e] M 9.1093897e-28 g
  [m_p] M 1.6726231e-24 g
  [g] M 9.80665 m/s2
  [ly] M 1 [c].a_j
  gf M 1 g.[g]
  atm - 101325 Pa
  att - 1 kgf/cm2
  deg - 2 [pi].rad/360
  gon|[gon] - 0.9 deg
  ' - 1 deg/60
  '' - 1 '/60
  circ - 2 [pi].rad
  Ao - 0.1 nm
  b - 100 fm2
  Gal M 1 cm/s2
  dyn M 1 g.cm/s2
  erg M 1 dyn.cm
  P M 1 dyn.s/cm2
  St M 1 cm2/s
  Bi M 10 A
  Mx M 1e-8 Wb
  G M 0.0001 T
  Oe M 250 A/m/[pi]
  sb M 1 cd/cm2
  ph M 0.0001 lx
  Ci M 3.7e10 Bq
  R M 0.000258 C/kg
  RAD M 100 erg/g
  REM M 1 RAD
  [in_i] - 2.54 cm
  [ft_i] - 12 [in_i]
  [yd_i] - 3 [ft_i]
  [mi_i] - 5280 [ft_i]
  [fth_i] - 6 [ft_i]
  [nmi_i] - 1852 m
  [kn_i] - 1 [nmi_i]/h
  [mil_i] - 0.001 [in_i]
  [hd_i] - 4 [in_i]
  [sin_i] - 1 [in_i]2
  [sft_i] - 1 [ft_i]2
  [syd_i] - 1 [yd_i]2
  [cin_i] - 1 [in_i]3
  [cft_i] - 1 [ft_i]3
  [cyd_i] - 1 [yd_i]3
  [ft_us] - 1200 m/3937
  [in_us] - 1 [ft_us]/12
  [yd_us] - 3 [ft_us]
  [mi_us] - 5280 [ft_us]
  [acr_us] - 43560 [ft_us]2
  [gal_us] - 231 [in_i]3
  [qt_us] - 1 [gal_us]/4
  [pt_us] - 1 [qt_us]/2
  [gil_us] - 1 [pt_us]/4
  [foz_us] - 1 [gil_us]/4
  [fdr_us] - 1 [foz_us]/8
  [min_us] - 1 [fdr_us]/60
  [tbs_us] - 1 [foz_us]/2
  [tsp_us] - 1 [tbs_us]/3
  [cup_us] - 16 [tbs_us]
  [bbl_us] - 42 [gal_us]
  [bu_us] - 2150.42 [in_i]3
  [foz_m] - 30 mL
  [cup_m] - 240 mL
  [tsp_m] - 5 mL
  [tbs_m] - 15 mL
  [gal_br] - 4.54609 L
  [qt_br] - 1 [gal_br]/4
  [pt_br] - 1 [qt_br]/2
  [gil_br] - 1 [pt_br]/4
  [foz_br] - 1 [gil_br]/5
  [fdr_br] - 1 [foz_br]/8
  [min_br] - 1 [fdr_br]/60
  [gr] - 64.79891 mg
  [lb_av] - 7000 [gr]
  [oz_av] - 1 [lb_av]/16
  [dr_av] - 1 [oz_av]/16
  [stone_av] - 14 [lb_av]
  [scwt_av] - 100 [lb_av]
  [lcwt_av] - 112 [lb_av]
  [ston_av] - 20 [scwt_av]
  [lton_av] - 20 [lcwt_av]
  [pwt_tr] - 24 [gr]
  [oz_tr] - 20 [pwt_tr]
  [lb_tr] - 12 [oz_tr]
  [sc_ap] - 20 [gr]
  [dr_ap] - 3 [sc_ap]
  [oz_ap] - 8 [dr_ap]
  [lb_ap] - 12 [oz_ap]
  [oz_m] - 28 g
  [car_m] - 0.2 g
  [lbf_av] - 1 [lb_av].[g]
  [psi] - 1 [lbf_av]/[in_i]2
  cal|cal_th M 4.184 J
  cal_[15] M 4.1858 J
  cal_[20] M 4.1819 J
  cal_m M 4.19002 J
  cal_IT M 4.1868 J
  [Cal] - 1 kcal_th
  [Btu]|[Btu_th] - 1.05435 kJ
  [Btu_IT] - 1.05505585262 kJ
  [HP] - 550 [ft_i].[lbf_av]/s
  m[H2O] M 9.80665 kPa
  m[Hg] M 133.322 kPa
  [in_i'H2O] - 1 m[H2O].[in_i]/m
  [in_i'Hg] - 1 m[Hg].[in_i]/m
  [PRU] - 1 mm[Hg].s/mL
  [wood'U] - 1 mm[Hg].min/L
  [diop] - 1 m-1
  [Ch] - 1 mm/3
  [drp] - 1 mL/20
  [MET] - 3.5 mL/min/kg
  [S] - 1e-13 s
  [HPF] - 1
  [LPF] - 100
  g% M 1 g/dL
  tex M 1 g/km
  bit M 1
  By M 8 bit
  [iU]|[IU] M own
  [arb'U] - own
  [USP'U] - own
  [GPL'U] - own
  [MPL'U] - own
  [APL'U] - own
  [beth'U] - own
  [anti'Xa'U] - own
  [todd'U] - own
  [dye'U] - own
  [smgy'U] - own
  [bdsk'U] - own
  [ka'U] - own
  [knk'U] - own
  [mclg'U] - own
  [tb'U] - own
  [hnsf'U] - own
  [CCID_50] - own
  [TCID_50] - own
  [EID_50] - own
  [PFU] - own
  [FFU] - own
  [CFU] - own
  [IR] - own
  [BAU] - own
  [AU] - own
  [Amb'a'1'U] - own
  [PNU] - own
  [Lf] - own
  [D'ag'U] - own
  [FEU] - own
  [ELU] - own
  [EU] - own
  [hp'_X] - opaque
  [hp'_C] - opaque
  [hp'_M] - opaque
  [hp'_Q] - opaque
  [hp_X] - opaque
  [hp_C] - opaque
  [hp_M] - opaque
  [hp_Q] - opaque
  [kp_X] - opaque
  [kp_C] - opaque
  [pH] - opaque
  pH - opaque
  [p'diop] - opaque
  %[slope] - opaque
  Np M opaque
  B M opaque
  B[SPL] M opaque
  B[10.nV] M opaque
  B[V] M opaque
  B[mV] M opaque
  B[uV] M opaque
  B[W] M opaque
  B[kW] M opaque
  bit_s - opaque
  """
