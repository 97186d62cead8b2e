"""送り状コンバーター: order files in, label files out, and nothing kept: all of it is gone at three in the morning."""
