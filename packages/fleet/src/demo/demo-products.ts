/** What a plant of the simulated county makes, and what a unit of it may use. */
export interface DemoProduct {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  /** Calorific, kgce per unit; what the plant needs on average. */
  readonly kgcePerUnit: number;
  /** 限额 and 标杆 of the county's policies, kgce per unit. */
  readonly limit: number;
  readonly benchmark: number;
}

/** Gross output value of a tonne of coal equivalent where nothing better is known, CNY. */
export const OUTPUT_VALUE_PER_TCE = 14_000;
/** How much more of it this year's energy makes than last year's: what the county's cut of intensity comes from. */
export const OUTPUT_VALUE_GROWTH = 1.035;

/** What plants report that make none of the products below, so that every output value is known. */
export const OTHER_GOODS: Pick<DemoProduct, 'id' | 'name' | 'unit' | 'kgcePerUnit'> = {
  ...{ id: 'goods', name: '主要产品', unit: 't', kgcePerUnit: 60 },
};

/**
 * Products by plant type. The limit of cement is level 3 of GB 16780-2021; the others are made up in its
 * manner, as a county sets them where no standard does.
 */
export const DEMO_PRODUCTS: Readonly<Record<string, DemoProduct>> = {
  'cement-works': {
    ...{ id: 'cement', name: '水泥', unit: 't', kgcePerUnit: 89, limit: 94, benchmark: 80 },
  },
  'brick-kiln': {
    ...{ id: 'fired-brick', name: '烧结砖', unit: '万块', kgcePerUnit: 385, limit: 420 },
    benchmark: 320,
  },
  ceramics: {
    ...{ id: 'tile', name: '建筑陶瓷砖', unit: 'm2', kgcePerUnit: 4.4, limit: 4.6, benchmark: 3.7 },
  },
  'printed-circuits': {
    ...{ id: 'pcb', name: '印制电路板', unit: 'm2', kgcePerUnit: 19, limit: 21, benchmark: 15 },
  },
  'electronic-materials': {
    ...{ id: 'laminate', name: '覆铜板', unit: 'm2', kgcePerUnit: 3.1, limit: 3.3, benchmark: 2.6 },
  },
  'mica-products': {
    ...{
      id: 'mica-paper',
      name: '云母纸',
      unit: 't',
      kgcePerUnit: 690,
      limit: 720,
      benchmark: 560,
    },
  },
  'gold-mine': {
    ...{ id: 'ore', name: '处理原矿', unit: 't', kgcePerUnit: 7.2, limit: 7.6, benchmark: 5.9 },
  },
  foundry: {
    ...{ id: 'casting', name: '铸件', unit: 't', kgcePerUnit: 310, limit: 330, benchmark: 260 },
  },
  alloys: {
    ...{ id: 'alloy', name: '合金锭', unit: 't', kgcePerUnit: 165, limit: 172, benchmark: 140 },
  },
};
