using Triad.Core.Embedding;

namespace Triad.Inference.Kinds.Remote;

/// <summary>What stands before a text; media alone have nothing before them.</summary>
internal sealed record RemotePrompts(string Query, string Document)
{
    /// <summary>The prompt of a text.</summary>
    public string Of(EmbedRole role) => role switch
    {
        EmbedRole.Query => Query,
        EmbedRole.Media => Document,
        _ => "",
    };
}
