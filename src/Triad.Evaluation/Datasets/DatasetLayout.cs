namespace Triad.Evaluation.Datasets;

/// <summary>How a file says which videos belong to which captions (docs/evaluation.md).</summary>
public enum DatasetLayout
{
    /// <summary>One JSON object a line: <c>file</c> and <c>captions</c>.</summary>
    Manifest,

    /// <summary>MSR-VTT's 1k-A split: a table with <c>video_id</c> and <c>sentence</c>.</summary>
    MsrVttCsv,

    /// <summary>MSR-VTT's own file: <c>videos</c> and <c>sentences</c>.</summary>
    MsrVttJson,

    /// <summary>YouCook2: <c>database</c>, whose annotations have segments.</summary>
    YouCook2,

    /// <summary>MSVD: a text file, on each line a video and a caption.</summary>
    Msvd,

    /// <summary>AudioCaps: a table with <c>youtube_id</c>, <c>start_time</c> and <c>caption</c>.</summary>
    AudioCaps,

    /// <summary>Clotho: a table with <c>file_name</c> and five captions.</summary>
    Clotho,

    /// <summary>COCO's own captions: <c>images</c> and <c>annotations</c>.</summary>
    Coco,

    /// <summary>Karpathy's splits of COCO and Flickr: <c>images</c> with <c>sentences</c>.</summary>
    Karpathy,
}
