namespace Triad.Cli.Models;

/// <summary>How requests to an endpoint are written.</summary>
internal enum RemoteFormName
{
    /// <summary>OpenAI's: a list of texts, or of lists of content parts.</summary>
    OpenAi,

    /// <summary>vLLM's: a message's content parts, one input a request.</summary>
    Messages,

    /// <summary>SGLang's: a list of objects.</summary>
    Objects,

    /// <summary>The one of docs/models.md.</summary>
    Triad,
}
