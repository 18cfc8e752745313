/**
 * Words of the news that Liang's patterns leave whole, or nearly so, with the points of American usage. E1 still decides
 * which of them are taken (2 letters before the hyphen, 3 after).
 */
const WORDS = `
  an-ces-tor arch-i-tect ar-chive ar-chives ath-lete ath-letes ath-letic au-thor-i-ties
  bach-e-lor bal-us-trade bank-ruptcy bio-de-grad-able bru-tal-ity budg-et budg-ets bush-els
  cam-paign-ing can-di-date can-di-dates cap-i-tal-ize chan-cel-lor char-i-ta-ble chro-no-log-i-cal
  col-leagues col-umn-ist com-mence-ment com-mut-er con-stit-u-ents cor-po-rate coun-cil-or coun-cil-woman court-house
  cour-ti-ers cus-tom-ers dec-ades def-i-cit dep-u-ties dis-trib-ute doc-tor-ate dol-lars
  elec-tri-cian em-ploy-ees en-tire-ty en-tre-pre-neur en-vi-ron-men-tal-ist eth-a-nol eve-ning eve-nings ex-ec-u-tives
  farm-house fed-er-al-ist fi-nan-cial fire-fight-ers free-way fresh-wa-ter gov-er-nor gov-er-nors grand-chil-dren
  grand-daugh-ter grand-par-ents green-house guar-an-tee guar-an-teed guard-ian har-vest-er har-vest-ers head-quar-ters
  high-way high-ways home-own-ers house-holds hos-pi-tal-ized hur-ri-cane in-di-ca-tor in-flu-en-tial
  jour-nal-ist jour-nal-ists jus-tices law-mak-ers law-suits leg-is-la-ture li-cense li-cens-es lic-o-rice
  life-guard light-house live-stock long-stand-ing main-te-nance man-u-script mar-riage may-or-al mil-lion-aire
  mort-gage mort-gages news-letter news-room no-body no-where nurs-ery obit-u-ary off-shore or-chard or-chards
  out-break pa-tience pa-tients pho-to-graph pho-to-graphed pho-to-graph-er pho-to-graph-ing pho-to-graphs
  pipe-line play-ground po-lice-man pow-er-ful pre-cinct prin-ci-pal prof-its proj-ect proj-ects pros-e-cu-tor
  prop-er-ty prop-er-ties quar-ter-back rail-road rain-fall ref-er-en-dum reg-is-ter rep-re-sen-ta-tives res-i-dent
  res-i-dents res-tau-rant res-to-ra-tion re-tire-ment road-way safe-guard sales-man school-chil-dren shel-ter-ing
  sher-iff shop-pers side-walk sky-scraper snow-storm so-phis-ti-cat-ed south-west-ern spokes-per-son spokes-woman
  spread-sheet stake-hold-ers states-man step-lad-der sub-ur-ban sur-veil-lance tax-pay-ers team-mate thor-ough-ly
  thou-sand thou-sands time-ta-ble to-day to-mor-row to-night town-house turn-overs un-der-stat-ed va-can-cies
  vet-er-an vet-er-ans vil-lag-ers vol-un-teer vol-un-teers ware-house wa-ter-front week-day week-end
  whole-sale wild-life work-force work-shop worth-while year-book`

/** Points of the words above: UTF-16 offsets before which they may be divided. */
export const EXCEPTIONS: ReadonlyMap<string, readonly number[]> = new Map(
  WORDS.trim()
    .split(/\s+/)
    .map((word) => {
      const parts = word.split('-')
      let at = 0
      return [parts.join(''), parts.slice(0, -1).map((part) => (at += part.length))]
    }),
)
