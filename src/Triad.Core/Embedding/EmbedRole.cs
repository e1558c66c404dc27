namespace Triad.Core.Embedding;

/// <summary>What an item is embedded for.</summary>
public enum EmbedRole
{
    /// <summary>To be stored: each representation is made of its own modalities.</summary>
    Media,

    /// <summary>To ask: each representation is asked with all that the item has. Where a model asks all of them alike, they share one vector.</summary>
    Query,

    /// <summary>As it is, without what the model puts before stored texts and before queries: to try a model.</summary>
    Plain,
}
