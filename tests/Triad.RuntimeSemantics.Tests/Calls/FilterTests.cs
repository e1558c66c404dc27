using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;

namespace Triad.RuntimeSemantics.Tests.Calls;

public sealed class FilterTests
{
    public interface IFiltered : IGrainWithStringKey
    {
        Task<int> Double(int value);

        Task<int> Fail();
    }

    [Fact]
    public async Task Filters_SeeTheCall_InOrder_AndMayChangeIt()
    {
        var seen = new List<string>();
        using var host = SiloFixture.Build(new Gates(), builder =>
        {
            builder.AddOutgoingGrainCallFilter(async context =>
            {
                if (!IsOurs(context))
                {
                    await context.Invoke();
                    return;
                }

                seen.Add($"out {context.MethodName}");
                await context.Invoke();
                seen.Add($"out got {context.Result}");
            });
            builder.AddIncomingGrainCallFilter(async context =>
            {
                if (!IsOurs(context))
                {
                    await context.Invoke();
                    return;
                }

                seen.Add($"in {context.InterfaceMethod.Name} {context.Request.GetArgument(0)} {context.ImplementationMethod.DeclaringType!.Name}");
                context.Request.SetArgument(0, 5);
                await context.Invoke();
                context.Result = (int)context.Result! + 1;
            });
        });
        await host.StartAsync();

        var result = await host.Services.GetRequiredService<IGrainFactory>().GetGrain<IFiltered>("x").Double(2);

        Assert.Equal(111, result);
        Assert.Equal(["out Double", "in Double 2 FilteredGrain", "out got 111"], seen);
        await host.StopAsync();
    }

    [Fact]
    public async Task Filter_MayAnswerForAFailedCall()
    {
        using var host = SiloFixture.Build(new Gates(), builder =>
        {
            builder.AddIncomingGrainCallFilter(async context =>
            {
                try
                {
                    await context.Invoke();
                }
                catch (InvalidDataException)
                {
                    context.Result = -1;
                }
            });
        });
        await host.StartAsync();
        Assert.Equal(-1, await host.Services.GetRequiredService<IGrainFactory>().GetGrain<IFiltered>("x").Fail());
        await host.StopAsync();
    }

    // A runtime's own calls between its parts pass the filters too.
    private static bool IsOurs(IGrainCallContext context) => context.InterfaceMethod?.DeclaringType == typeof(IFiltered);

    public sealed class FilteredGrain : Grain, IFiltered, IIncomingGrainCallFilter
    {
        public async Task Invoke(IIncomingGrainCallContext context)
        {
            await context.Invoke();
            context.Result = (int)context.Result! + 100;
        }

        public Task<int> Double(int value) => Task.FromResult(value * 2);

        public Task<int> Fail() => throw new InvalidDataException("on purpose");
    }
}
