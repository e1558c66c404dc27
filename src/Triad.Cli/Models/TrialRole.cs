namespace Triad.Cli.Models;

/// <summary>What an item is embedded as.</summary>
internal enum TrialRole
{
    /// <summary>To ask: with the model's prompt for queries.</summary>
    Query,

    /// <summary>To be stored: with the model's prompt for documents.</summary>
    Document,

    /// <summary>As it is, without a prompt.</summary>
    Media,
}
