namespace Triad.Inference.Hub.Downloads;

/// <summary>What a machine needs to index real footage with a model in good time.</summary>
public enum FootageNeed
{
    /// <summary>Any processor.</summary>
    Cpu,

    /// <summary>A GPU.</summary>
    Gpu,
}
