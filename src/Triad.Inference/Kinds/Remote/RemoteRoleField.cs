using Triad.Core.Embedding;

namespace Triad.Inference.Kinds.Remote;

/// <summary>A field by which an endpoint is told what a vector is for, such as "task" or "input_type".</summary>
/// <param name="Name">Its name.</param>
/// <param name="Query">Its value for what asks.</param>
/// <param name="Document">Its value for what is stored.</param>
internal sealed record RemoteRoleField(string Name, string Query, string Document)
{
    /// <summary>The value for a role.</summary>
    public string Of(EmbedRole role) => role == EmbedRole.Media ? Document : Query;
}
