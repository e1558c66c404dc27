namespace Orleans.Hosting;

/// <inheritdoc cref="ISiloBuilder"/>
internal sealed class SiloBuilder : ISiloBuilder
{
    public SiloBuilder(IServiceCollection services, IConfiguration configuration)
    {
        Services = services;
        Configuration = configuration;
        SiloServices.Add(services, configuration);
    }

    public IServiceCollection Services { get; }

    public IConfiguration Configuration { get; }
}
