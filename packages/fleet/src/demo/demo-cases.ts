import type { DemoPerson } from './demo-accounts.ts';

/** What a step of a case is written from: the case as the api tells it, and today in the county. */
export interface CaseFacts {
  readonly id: string;
  /** What the rules said, one sentence an alert. */
  readonly findings: readonly string[];
  readonly documents: readonly { readonly id: string; readonly kind: string }[];
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

/** Who takes a step: officials by name, `enterprise` for whoever answers for the enterprise. */
export type CaseActor =
  | Extract<DemoPerson, 'demo-authority' | 'demo-inspector' | 'demo-inspector-2'>
  | 'enterprise';

/** One request that adds one step to a case. */
export interface CaseWork {
  readonly by: CaseActor;
  /** Path below the case. */
  readonly path: string;
  readonly body: object;
}

/** A case of the demo: which alerts it begins with, and what has been done about it. */
export interface DemoCase {
  readonly title: string;
  /** Why the inspector holds the alerts for true. */
  readonly verified: string;
  /** What it can begin with, the first choice first; a target by the beginning of its id. */
  readonly beginsWith: readonly { readonly rule: string; readonly target?: string }[];
  /** Rules whose alerts of the same enterprise are taken along. */
  readonly along: readonly string[];
  /** Whether it is one of the enterprise that has people of its own. */
  readonly isOwn: boolean;
  /** What follows the opening, in order; each adds exactly one step. */
  readonly works: readonly ((facts: CaseFacts) => CaseWork)[];
}

type Work = DemoCase['works'][number];

interface Text {
  readonly basis: string;
  readonly request: string;
  readonly deadline?: { readonly days: number; readonly unit: 'working' | 'calendar' };
  readonly particulars?: readonly { readonly label: string; readonly text: string }[];
}

const ENERGY_LAW = '《中华人民共和国节约能源法》';
const KEY_UNITS = '《重点用能单位节能管理办法》（国家发展改革委等七部门令2018年第15号）';
const INSPECTION = '《节能监察办法》（国家发展改革委令2016年第33号）';
const CONTACT = { label: '联系人', text: '李强（县节能监察中心）' };

/**
 * The cases of the demo. Between them they show every branch that people ask about: a request to
 * explain that waits for its answer, an order to rectify after the unit was heard, an inspection on
 * site with a draft that waits for its signature, and a case that was closed by a second officer.
 */
export const DEMO_CASES: readonly DemoCase[] = [
  {
    title: '年度用能超时序进度',
    verified: '与电费结算单、煤炭入厂台账核对，数据属实',
    beginsWith: [{ rule: 'progress' }, { rule: 'forecast' }],
    along: ['progress', 'forecast'],
    isOwn: true,
    works: [
      ...issuing('reminder-letter', {
        basis: `${KEY_UNITS}、年度用能预算下达文件。`,
        request: '请对照月度用能计划核查重点工序用能，合理安排后两个月生产，加强用能管理。',
      }),
      ...issuing('warning-notice', {
        basis: `${ENERGY_LAW}、${KEY_UNITS}、年度用能预算下达文件。`,
        request: '请书面说明超进度用能的原因、拟采取的措施以及回到计划的时间，并附相关佐证材料。',
        deadline: { days: 5, unit: 'working' },
        particulars: [CONTACT],
      }),
    ],
  },
  {
    title: '逾期未报送能源利用状况报告',
    verified: '经查报送记录，确未按期报送',
    beginsWith: [{ rule: 'duty-due', target: 'annual-report' }],
    along: [],
    isOwn: false,
    works: [
      ...issuing('talk-notice', {
        basis: `${ENERGY_LAW}第五十三条、${KEY_UNITS}。`,
        request: '请能源管理负责人携带上年度能源统计台账参加约谈，并书面说明逾期原因。',
        deadline: { days: 3, unit: 'working' },
        particulars: [
          { label: '约谈地点', text: '县发展和改革局三楼会议室' },
          { label: '参加人员', text: '单位主要负责人、能源管理负责人' },
          CONTACT,
        ],
      }),
      answering('talk-notice', '因统计人员变动，报告未能按期完成，愿按要求补报。'),
      acting(({ today }) => ({
        ...{ action: 'hear', heardOn: today },
        note: '单位陈述：统计人员变动致报告逾期，对认定的事实无异议，不申请听证。',
      })),
      ...issuing('rectification-order', {
        basis: `${ENERGY_LAW}第五十三条、第八十二条。`,
        request: '请补报能源利用状况报告，明确填报人和审核人，建立报送台账。',
        deadline: { days: 30, unit: 'calendar' },
        particulars: [CONTACT],
      }),
    ],
  },
  {
    title: '用能与单位产品能耗监察',
    verified: '抽查产量报表与计量数据，预警数据属实',
    beginsWith: [{ rule: 'unit-product-limit' }, { rule: 'exhausted' }],
    along: ['exhausted', 'progress'],
    isOwn: false,
    works: [
      ...issuing('inspection-notice', {
        basis: `${INSPECTION}、${KEY_UNITS}。`,
        request:
          '请准备上年度以来的能源统计台账、产量报表、主要用能设备清单和计量器具检定证书，并指定专人配合。',
        particulars: [
          { label: '监察方式', text: '现场监察（双随机抽查）' },
          { label: '监察人员', text: '李强、王芳' },
          CONTACT,
        ],
      }),
      acting(({ today }) => ({
        ...{
          action: 'inspect',
          onSite: true,
          inspectedOn: today,
          place: '生产车间、配电室、能源管理办公室',
        },
        officers: [
          { name: '李强', certificateNo: '模拟-0626-001' },
          { name: '王芳', certificateNo: '模拟-0626-002' },
        ],
        // The notice is shown on the spot: one of the same day is none ahead.
        noNoticeGround: 'spot-check',
        record: RECORD,
        note: '',
      })),
      drafting('inspection-advice', {
        basis: `${INSPECTION}。`,
        request: '建议对空压系统开展泄漏排查和变频改造，完善工序级计量，按月核算单位产品能耗。',
        deadline: { days: 20, unit: 'working' },
      }),
    ],
  },
  {
    title: '节能措施节点逾期督办',
    verified: '与项目进度表核对，节点确已逾期',
    beginsWith: [{ rule: 'measure' }],
    along: [],
    isOwn: false,
    works: [
      ...issuing('supervision-notice', {
        basis: `${KEY_UNITS}、已备案的年度节能措施计划。`,
        request: '请倒排工期，明确设备安装完成时间和责任人，并书面报告。',
        deadline: { days: 10, unit: 'working' },
      }),
      answering('supervision-notice', '主体设备已到货，计划下月10日前完成安装，由设备部负责。'),
      acting(() => ({
        action: 'propose-closing',
        note: '单位已明确完成时间和责任人，督办事项办结',
      })),
      () => ({
        ...{ by: 'demo-inspector-2', path: 'closing' },
        body: { decision: 'close', note: '材料齐全，同意结案' },
      }),
    ],
  },
];

/** 现场笔录 of the inspection. */
const RECORD = [
  '一、查看能源计量：进线总表、天然气总表运行正常，检定证书在有效期内；部分工序未单独计量。',
  '二、查看生产现场：空压机房3台空压机同时加载运行，供气压力0.78兆帕，管网有漏气声；烘干工序排烟温度168摄氏度。',
  '三、核对台账：产量报表与入库单一致，月度能源消费量与计量数据一致。',
  '四、单位陈述：订单集中，设备连续高负荷运行，已安排年底检修。',
].join('\n');

/** A draft, its signature and its service. */
function issuing(kind: string, text: Text): Work[] {
  return [
    drafting(kind, text),
    (facts) => ({
      ...{ by: 'demo-authority', path: `documents/${documentOf(facts, kind)}/decisions` },
      body: { decision: 'sign', mark: '平发改' },
    }),
    acting((facts) => ({
      ...{ action: 'serve', documentId: documentOf(facts, kind), servedOn: facts.today },
      ...{ method: '直接送达', place: '单位能源管理办公室', receivedBy: '能源管理负责人' },
    })),
  ];
}

function drafting(kind: string, text: Text): Work {
  return ({ findings }) => ({
    ...{ by: 'demo-inspector', path: 'documents' },
    body: { kind, facts: `经监测和核实：${findings.map(withUnitsZh).join('；')}。`, ...text },
  });
}

/** A sentence of the rules as an official letter writes its units. */
function withUnitsZh(finding: string): string {
  return finding
    .replaceAll(/ ?kgce\/unit/g, '千克标准煤/单位产品')
    .replaceAll(/ ?tCO2/g, '吨二氧化碳')
    .replaceAll(/ ?tce/g, '吨标准煤');
}

function answering(kind: string, text: string): Work {
  return (facts) => ({
    ...{ by: 'enterprise', path: 'answers' },
    body: { type: 'reply', documentId: documentOf(facts, kind), text },
  });
}

function acting(body: (facts: CaseFacts) => object): Work {
  return (facts) => ({ by: 'demo-inspector', path: 'actions', body: body(facts) });
}

function documentOf({ documents }: CaseFacts, kind: string): string {
  const found = documents.find((document) => document.kind === kind);
  if (found === undefined) throw new Error(`The case has no ${kind}.`);
  return found.id;
}
