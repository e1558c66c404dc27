namespace Orleans.Configuration;

/// <summary>What was said about the cluster.</summary>
internal sealed class OneProcessOptions
{
    /// <summary>The silo that others join; null where none was named.</summary>
    public IPEndPoint? PrimarySilo { get; set; }
}
