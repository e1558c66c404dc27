namespace Triad.Server.Telemetry;

/// <summary>How logs are written to the console.</summary>
public enum LogFormat
{
    /// <summary>A line for people.</summary>
    Text,

    /// <summary>A JSON object a line, with every field of the message: for collectors that read the console.</summary>
    Json,
}
