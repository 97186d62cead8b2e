"""Letters that are one letter written in several ways (異体字, 旧字体): equal for comparing, kept as written."""

_FAMILIES = """
高髙 崎﨑嵜 辺邊邉 沢澤 浜濱濵 島嶋嶌 斎齋 斉齊 吉𠮷 橋𣘺槗 桑桒 広廣 国國 竜龍
桜櫻 蔵藏 滝瀧 真眞 恵惠 徳德 横橫 黒黑 緒緖 鉄鐵銕 将將 寿壽 栄榮 条條 浅淺 会會 学學斈 実實
弥彌 豊豐 与與 万萬 円圓 県縣 駅驛 区區 号號 聡聰 園薗 富冨 岳嶽 峰峯 野埜 館舘 曽曾 郷鄕 青靑
昇曻 清淸 熙熈煕 顕顯 凛凜 桧檜 穂穗 槙槇 遥遙 瑶瑤 尭堯 亘亙 晋晉 増增 寛寬 教敎 戸戶 歩步
瀬瀨 頼賴 郎郞 録錄 篭籠 芦蘆 鎮鎭 亀龜 渋澁 湾灣 済濟 来來 仏佛 児兒 両兩 厳嚴 団團 図圖 宝寶
対對 帯帶 庁廳 応應 恋戀 戦戰 拝拜 昼晝 暁曉 検檢 楽樂 楼樓 権權 欧歐 気氣 沖冲 満滿 為爲 独獨
画畫 当當 発發 禅禪 稲稻 総總 縄繩 声聲 旧舊 荘莊 芸藝 薬藥 処處 虫蟲 観觀 読讀 変變 売賣 軽輕
医醫 塩鹽 関關 双雙 霊靈 体體 鶏鷄 麦麥 点點 党黨 歯齒 巌巖 桝枡 竃竈 飯飰 鶴靏靍 松枩 瓶甁
舩船 濶闊 薮藪 諫諌 鯵鰺 祷禱 頬頰
""".split()

VARIANTS = {ord(letter): family[0] for family in _FAMILIES for letter in family[1:]}
"""For `str.translate`: every variant → the letter that is written today."""
