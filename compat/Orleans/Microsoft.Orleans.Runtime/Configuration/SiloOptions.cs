namespace Orleans.Configuration;

/// <summary>The silo's own settings.</summary>
public class SiloOptions
{
    /// <summary>The silo's name.</summary>
    public string SiloName { get; set; } = $"Silo_{Environment.ProcessId}";
}
