# docker build -t prenup .
# docker run -p 4747:4747 -v prenup-data:/data -v ./ops/docker:/etc/prenup:ro --env-file secrets.env prenup
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY . .
RUN dotnet publish src/Prenup -c Release -o /app -p:UseAppHost=false -p:ContinuousIntegrationBuild=true
RUN mkdir /data

# Without shell and package manager; "extra" has the time zones that contracts name. Runs as a user of its own (1654).
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled-extra
COPY --from=build /app /app
COPY --from=build --chown=1654:1654 /data /data
USER 1654
WORKDIR /data
VOLUME /data
EXPOSE 4747
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s \
    CMD ["dotnet", "/app/prenup.dll", "health", "--url", "http://127.0.0.1:4747"]
ENTRYPOINT ["dotnet", "/app/prenup.dll"]
CMD ["serve", "--config", "/etc/prenup/prenup.yaml"]
