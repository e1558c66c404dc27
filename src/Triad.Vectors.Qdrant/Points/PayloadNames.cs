namespace Triad.Vectors.Qdrant.Points;

/// <summary>Fields of the payload. What is stored bears them for ever.</summary>
internal static class PayloadNames
{
    /// <summary>Whose point it is.</summary>
    public const string Tenant = "tenant";

    /// <summary>What a point without vectors is; a video's points have none of it.</summary>
    public const string Kind = "kind";

    /// <summary>The number of the tenant's shard.</summary>
    public const string Shard = "shard";

    /// <summary>The video's id.</summary>
    public const string Video = "video";

    /// <summary>The video's generation.</summary>
    public const string Generation = "generation";

    /// <summary>The segment's index; -1 for the video as a whole.</summary>
    public const string Segment = "segment";

    /// <summary>0 for segments, 1 for whole videos.</summary>
    public const string Level = "level";

    /// <summary>The segment's start, in 100 ns.</summary>
    public const string Start = "start";

    /// <summary>The segment's end, in 100 ns.</summary>
    public const string End = "end";

    /// <summary>The video's length, in 100 ns.</summary>
    public const string Duration = "duration";

    /// <summary>The modalities that the segment has: t, v, a.</summary>
    public const string Modalities = "modalities";

    /// <summary>The own name of the vector that lies under <see cref="FullVector"/>.</summary>
    public const string Full = "full";

    /// <summary>The metadata as JSON text, which keeps every number to its last bit.</summary>
    public const string Metadata = "metadata";

    /// <summary>What filters on metadata ask for, a word each.</summary>
    public const string Tokens = "tokens";

    /// <summary>Numbers of the metadata: objects of <see cref="Key"/> and <see cref="Number"/>.</summary>
    public const string Numbers = "numbers";

    /// <summary>The key of a number, in <see cref="Numbers"/>.</summary>
    public const string Key = "k";

    /// <summary>The number, in <see cref="Numbers"/>.</summary>
    public const string Number = "v";

    /// <summary>The writer's epoch.</summary>
    public const string Epoch = "epoch";

    /// <summary>The number of the write.</summary>
    public const string Sequence = "sequence";

    /// <summary>The mark of the write that made a header what it is.</summary>
    public const string Write = "write";

    /// <summary>The representations of a shard, as name:dimension.</summary>
    public const string Representations = "representations";

    /// <summary>Who keeps writers away from the shard while its tenant moves.</summary>
    public const string Holder = "holder";

    /// <summary>Until when, in milliseconds since 1970.</summary>
    public const string HeldUntil = "held_until";

    /// <summary>The space of a shard.</summary>
    public const string Space = "space";

    /// <summary>The vector of all that a point has.</summary>
    public const string FullVector = "full";
}
