using Triad.Inference.Kinds.Remote.Forms;

namespace Triad.Inference.Kinds.Remote;

/// <summary>Where and how a remote package asks.</summary>
internal sealed record RemoteEndpoint
{
    /// <summary>The address; of no use where problems were noted.</summary>
    public required Uri Url { get; init; }

    /// <summary>
    /// An environment variable whose address is asked instead where it is set: the package, and so its space, stays the same when a server
    /// moves.
    /// </summary>
    public string? UrlVariable { get; init; }

    /// <summary>How requests and answers are written; of no use where problems were noted.</summary>
    public required IRemoteForm? Form { get; init; }

    /// <summary>The model's name there.</summary>
    public required string Model { get; init; }

    /// <summary>The secret's name; null where none is asked for.</summary>
    public RemoteSecret? Secret { get; init; }

    /// <summary>True where the secret may go over a line that others can read.</summary>
    public bool AllowsPlaintext { get; init; }

    /// <summary>True where the request says how many numbers a vector is to have.</summary>
    public bool AsksDimensions { get; init; }

    /// <summary>A field of the request that says what is asked for, or null.</summary>
    public RemoteRoleField? RoleField { get; init; }

    /// <summary>Most inputs of a request.</summary>
    public required int Batch { get; init; }

    /// <summary>Most requests at a time.</summary>
    public required int Parallel { get; init; }

    /// <summary>The time of one attempt.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>Attempts after the first.</summary>
    public required int Retries { get; init; }

    /// <summary>Most inputs of a request in this form.</summary>
    public int MostInputs => Form is { Batches: true } ? Batch : 1;
}
